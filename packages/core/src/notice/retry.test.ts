import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { afterFailure, longestWaitMs, triedForMs } from './retry.ts';

const minute = 60_000;

describe('a delivery that failed', () => {
  it.each([
    [1, 0, minute],
    [1, 0.999_999, minute / 2],
    [2, 0, 2 * minute],
    [5, 0, 16 * minute],
    [30, 0, longestWaitMs],
  ])('waits after attempt %d, by chance %d, for %d ms', (attempts, random, waitMs) => {
    const next = afterFailure({ attempts, random, nowMs: 0, giveUpMs: triedForMs });
    expect(next).toEqual({ state: 'failed', nextMs: waitMs });
  });

  it('is given up after three days, and some twenty attempts', () => {
    let [nowMs, attempts] = [0, 0];
    for (;;) {
      attempts += 1;
      const next = afterFailure({ attempts, random: 0.5, nowMs, giveUpMs: triedForMs });
      if (next.state === 'given-up') break;
      nowMs = next.nextMs;
    }
    expect(nowMs).toBeGreaterThanOrEqual(triedForMs);
    expect(nowMs).toBeLessThan(triedForMs + longestWaitMs);
    expect(attempts).toBeGreaterThan(15);
    expect(attempts).toBeLessThan(30);
  });

  it('is not given up by a clock that jumps ahead', () => {
    expect(afterFailure({ attempts: 1, random: 0, nowMs: 9e15, giveUpMs: triedForMs }).state).toBe(
      'failed',
    );
  });

  it('never waits for less than half of its time, nor for more than six hours', () => {
    const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2000 }), chance, (attempts, random) => {
        const next = afterFailure({ attempts, random, nowMs: 0, giveUpMs: 1 });
        if (next.state === 'given-up') return;
        expect(next.nextMs).toBeGreaterThanOrEqual(minute / 2);
        expect(next.nextMs).toBeLessThanOrEqual(longestWaitMs);
      }),
    );
  });
});
