import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type LastPoll, nextPollMs } from './index.ts';

const pollSeconds = fc.integer({ min: 1, max: 86_400 });
const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const answered: LastPoll = { kind: 'answered', isBusy: false };
const failed = (count: number): LastPoll => ({ kind: 'failed', count });

describe('the next poll', () => {
  it('lies within a seventh of what the server asked for', () => {
    fc.assert(
      fc.property(pollSeconds, random, (seconds, dice) => {
        const ms = nextPollMs(answered, seconds, dice);
        expect(ms).toBeGreaterThanOrEqual(Math.max(1000, Math.floor(seconds * 850)));
        expect(ms).toBeLessThanOrEqual(Math.max(1000, Math.ceil(seconds * 1150)));
      }),
    );
  });

  it('comes soon while an order is carried out, and no later than otherwise', () => {
    expect(nextPollMs({ kind: 'answered', isBusy: true }, 900, 0.5)).toBe(10_000);
    expect(nextPollMs({ kind: 'answered', isBusy: true }, 5, 0.5)).toBe(5000);
  });

  it('is always within a second and a quarter of an hour, or the regular interval', () => {
    const count = fc.integer({ min: 1, max: 100_000 });
    fc.assert(
      fc.property(pollSeconds, count, random, (seconds, failures, dice) => {
        const ms = nextPollMs(failed(failures), seconds, dice);
        expect(ms).toBeGreaterThanOrEqual(1000);
        expect(ms).toBeLessThanOrEqual(Math.max(900_000, seconds * 1000));
      }),
    );
  });

  it('waits for longer the longer nobody answers', () => {
    const waits = [1, 2, 3, 5, 50].map((count) => nextPollMs(failed(count), 60, 0.5));
    expect(waits).toEqual([30_000, 60_000, 120_000, 450_000, 450_000]);
  });

  it('is no stampede of a fleet that comes back after a week without the server', () => {
    const hosts = 20_000;
    const seconds = new Map<number, number>();
    const weekMs = 7 * 86_400_000;
    for (let host = 0; host < hosts; host += 1) {
      let atMs = 0;
      for (let count = 1; atMs < weekMs; count += 1) {
        atMs += nextPollMs(failed(count), 60, dice(host * 7919 + count));
      }
      const second = Math.floor((atMs - weekMs) / 1000);
      seconds.set(second, (seconds.get(second) ?? 0) + 1);
    }
    // As many as on a day when nothing happens: 20,000 hosts that ask once a minute.
    expect(Math.max(...seconds.values())).toBeLessThan(hosts / 60);
  });

  it('is spread where all hosts start at once, as after a power cut', () => {
    const waits = [0, 0.25, 0.5, 0.999].map((dice) => nextPollMs({ kind: 'started' }, 900, dice));
    expect(waits).toEqual([1000, 15_000, 30_000, 59_940]);
  });
});

/** Numbers in [0, 1) that look random and are the same each time. */
function dice(seed: number): number {
  let x = Math.imul(seed ^ (seed >>> 16), 0x45d9f3b);
  x = Math.imul(x ^ (x >>> 16), 0x45d9f3b);
  return ((x ^ (x >>> 16)) >>> 0) / 2 ** 32;
}
