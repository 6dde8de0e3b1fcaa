import { describe, expect, it } from 'vitest';
import { dateText, dayIn, exactTime, relativeDay, relativeTime } from './time-text.ts';

const now = new Date('2024-06-20T12:00:00.000Z');
const secondsAgo = (seconds: number) => new Date(now.getTime() - seconds * 1000);

describe('how long ago', () => {
  it.each([
    [0, 'just now'],
    [59, 'just now'],
    [60, '1 minute ago'],
    [119, '1 minute ago'],
    [7_199, '1 hour ago'],
    [2 * 86_400, '2 days ago'],
    [400 * 86_400, '1 year ago'],
    [-19 * 3_600, 'in 19 hours'],
  ])('%d seconds is told as %s, never more than it is', (seconds, text) => {
    expect(relativeTime(secondsAgo(seconds), now)).toBe(text);
  });
});

describe('a day', () => {
  it.each([
    ['2024-06-20', 'today'],
    ['2024-06-19', 'yesterday'],
    ['2024-06-21', 'tomorrow'],
    ['2024-06-11', '9 days ago'],
    ['2024-05-01', '1 month ago'],
  ])('%s is told as %s', (date, text) => {
    expect(relativeDay(date, now)).toBe(text);
  });

  it('is the same day in every time zone', () => {
    expect(dateText('2024-06-11')).toBe('11 Jun 2024');
  });
});

describe('an exact time', () => {
  it('says its zone', () => {
    const text = exactTime(now, 'Europe/Vienna');
    expect(text).toContain('20 Jun 2024');
    expect(text).toContain('14:00:00');
    expect(text).toMatch(/CEST|GMT\+2/);
  });
});

describe('the day in a zone', () => {
  it('is what clocks show there', () => {
    const at = new Date('2024-06-20T22:30:00.000Z');
    expect(dayIn('UTC', at)).toBe('2024-06-20');
    expect(dayIn('Europe/Vienna', at)).toBe('2024-06-21');
    expect(dayIn('America/New_York', at)).toBe('2024-06-20');
  });
});
