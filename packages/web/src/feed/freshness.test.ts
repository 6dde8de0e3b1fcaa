import { describe, expect, it } from 'vitest';
import { isStale } from './freshness.ts';

describe('feeds', () => {
  it.each([
    ['2024-06-20T08:00:00Z', false],
    ['2024-07-16T23:59:59Z', false],
    ['2024-07-18T00:00:00Z', true],
  ])('of 11 June 2024 at %s: have missed a bulletin is %s', (now, stale) => {
    expect(isStale('2024-06-11', new Date(now))).toBe(stale);
  });
});
