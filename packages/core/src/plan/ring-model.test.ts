import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assumedModel, planLoss, type TimedRing } from './index.ts';
import { chanceOfFewer } from './poisson.ts';
import { damage } from './ring-model.ts';

const gap = fc.double({ min: 0, max: 30, noNaN: true });
const plan = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 5000 }), gap), { minLength: 1, maxLength: 6 })
  .map((steps) => {
    let startHours = 0;
    return steps.map(([hosts, gapHours], at): TimedRing => {
      if (at > 0) startHours += gapHours;
      return { hosts, startHours };
    });
  });
const exposure = fc.double({ min: 1e-7, max: 10, noNaN: true });

describe('the loss of a plan', () => {
  it('costs more exposure and no more breakage when the last ring waits longer', () => {
    fc.assert(
      fc.property(plan, exposure, gap, (rings, perHour, wait) => {
        const model = assumedModel(perHour);
        const later = rings.map((ring, at) =>
          at === rings.length - 1 ? { ...ring, startHours: ring.startHours + wait } : ring,
        );
        const [now, then] = [planLoss(rings, model), planLoss(later, model)];
        expect(then.exposure).toBeGreaterThanOrEqual(now.exposure);
        expect(then.breakage).toBeLessThanOrEqual(now.breakage * (1 + 1e-12));
      }),
    );
  });

  it('never breaks more than all hosts at once would', () => {
    fc.assert(
      fc.property(plan, (rings) => {
        const hosts = rings.reduce((sum, ring) => sum + ring.hosts, 0);
        const atOnce = planLoss([{ hosts, startHours: 0 }], assumedModel(1)).breakage;
        expect(planLoss(rings, assumedModel(1)).breakage).toBeLessThanOrEqual(atOnce * (1 + 1e-12));
      }),
    );
  });

  it('counts 51 times as much for a whole fleet at once as for its hosts one by one', () => {
    expect(damage(1000, 1000, 50)).toBe(51_000);
    expect(damage(1, 1000, 50)).toBeCloseTo(1, 3);
  });

  it('recovers where beginning with canaries stops paying: near one broken host an hour', () => {
    const best = { hosts: 3100, startHours: 0 };
    const rings = [best, { hosts: 6900, startHours: 0.76 }];
    const all = [{ hosts: 10_000, startHours: 0 }];
    const total = (plan: TimedRing[], perHour: number) =>
      planLoss(plan, assumedModel(perHour)).total;
    expect(total(rings, 0.1)).toBeLessThan(total(all, 0.1));
    expect(total(all, 1)).toBeLessThan(total(rings, 1));
  });
});

describe('the chance of a count below a bound', () => {
  it('is that of the Poisson law', () => {
    expect(chanceOfFewer(1, 2)).toBeCloseTo(Math.exp(-2), 15);
    expect(chanceOfFewer(3, 2)).toBeCloseTo(Math.exp(-2) * 5, 15);
    expect(chanceOfFewer(0, 2)).toBe(0);
    expect(chanceOfFewer(Number.POSITIVE_INFINITY, 2)).toBe(1);
    expect(chanceOfFewer(2, 0)).toBe(1);
  });

  it('holds where e^−mean is no number any more', () => {
    expect(chanceOfFewer(20_000, 10_000)).toBeCloseTo(1, 9);
    expect(chanceOfFewer(10_001, 10_000)).toBeCloseTo(0.5, 2);
    expect(chanceOfFewer(5_000, 10_000)).toBeCloseTo(0, 12);
  });
});
