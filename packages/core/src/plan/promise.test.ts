import { describe, expect, it } from 'vitest';
import { detectionPower } from '../gate/index.ts';
import { promiseOf } from './promise.ts';
import { powerOf } from './ring-power.ts';

const view = { patched: 20, unpatched: 980, usualShare: 0.001, alpha: 0.01 };

describe('what a ring can see', () => {
  it('is the power of the comparison with half of α, where a single failure is not enough', () => {
    for (const share of [0.05, 0.2, 0.5]) {
      const comparison = detectionPower(view, share, view.alpha / 2);
      expect(powerOf(view)(share)).toBeCloseTo(comparison, 9);
    }
  });

  it('needs two failing hosts, though one is evidence enough', () => {
    const tiny = { ...view, patched: 5, unpatched: 99_995, usualShare: 0 };
    expect(detectionPower(tiny, 0.05, tiny.alpha / 2)).toBeCloseTo(1 - 0.95 ** 5, 9);
    expect(powerOf(tiny)(0.05)).toBeCloseTo(1 - 0.95 ** 5 - 5 * 0.05 * 0.95 ** 4, 9);
  });

  it('is told by the absolute test where nobody is left to compare with', () => {
    const last = { ...view, patched: 75, unpatched: 0 };
    expect(detectionPower(last, 0.5, 0.01)).toBe(0);
    expect(powerOf(last)(0.2)).toBeGreaterThan(0.9);
    expect(powerOf(last)(0)).toBeLessThan(0.01);
  });

  it('is nothing with one host', () => {
    expect(powerOf({ ...view, patched: 1 })(1)).toBe(0);
    expect(promiseOf({ ...view, patched: 1 }).observedNeeded).toBe(1);
  });

  it('grows with the share that breaks', () => {
    for (const patched of [2, 5, 12, 100, 900]) {
      const { power } = promiseOf({ ...view, patched, unpatched: 1000 - patched });
      const chances = power.map(({ chance }) => chance);
      expect(chances).toEqual(chances.toSorted((a, b) => a - b));
    }
  });

  it('is kept by the hosts that are needed, and by no fewer', () => {
    for (const patched of [10, 20, 100, 300]) {
      const ring = { ...view, patched };
      const { power, observedNeeded } = promiseOf(ring);
      const keeps = (hosts: number) => {
        const left = powerOf({ ...ring, patched: hosts });
        return power.every(({ brokenShare, chance }) => {
          const lost = chance - left(brokenShare);
          return lost <= 0.05 || lost <= chance / 10;
        });
      };
      expect(keeps(observedNeeded)).toBe(true);
      expect(keeps(observedNeeded - 1)).toBe(false);
      expect(observedNeeded).toBeLessThanOrEqual(patched);
    }
  });

  it('can be told of a million hosts', () => {
    const { power } = promiseOf({ ...view, patched: 663_000, unpatched: 75_000 });
    expect(power[0]?.chance).toBeCloseTo(1, 6);
  });
});
