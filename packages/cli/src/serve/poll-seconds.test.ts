import { describe, expect, it } from 'vitest';
import { pollSecondsOf } from './poll-seconds.ts';

describe('how often agents are to ask', () => {
  it.each([
    [undefined, 300],
    ['1', 1],
    ['86400', 86_400],
    ['86401', null],
    ['0', null],
    ['', null],
    ['1e3', null],
    ['-5', null],
    ['2.5', null],
  ])('told %o, is %o', (told, seconds) => {
    expect(pollSecondsOf(told)).toBe(seconds);
  });
});
