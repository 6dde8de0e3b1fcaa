import { describe, expect, it } from 'vitest';
import { timeLeft } from './time-left.ts';

const now = new Date('2006-08-08T21:00:00Z');

describe('the time that is left', () => {
  it.each([
    ['2006-08-09T16:40:00Z', 'in 19 h 40 min'],
    ['2006-08-09T16:00:59Z', 'in 19 h'],
    ['2006-08-22T01:30:00Z', 'in 13 d 4 h'],
    ['2006-08-10T21:00:00Z', 'in 2 d'],
    ['2006-08-08T21:07:00Z', 'in 7 min'],
    ['2006-08-08T21:00:30Z', 'in less than a minute'],
    ['2006-08-08T20:59:45Z', 'less than a minute ago'],
    ['2006-08-05T17:00:00Z', '3 d 4 h ago'],
    ['2006-02-08T21:00:00Z', '181 d ago'],
    ['2003-05-08T21:00:00Z', '3 years ago'],
  ])('until %s is %s', (due, text) => {
    expect(timeLeft(new Date(due), now)).toBe(text);
  });
});
