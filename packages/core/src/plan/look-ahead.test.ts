import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assumedDefects, assumedModel, lookAhead, type RolloutStanding } from './index.ts';

const hours = fc.double({ min: 0, max: 40, noNaN: true });
const cohorts = fc.array(
  fc.record({ hosts: fc.integer({ min: 1, max: 2000 }), patchedHours: hours }),
  { minLength: 1, maxLength: 4 },
);
const standing: fc.Arbitrary<RolloutStanding> = fc.record({
  fleet: fc.constant(10_000),
  cohorts,
  nextHosts: fc.integer({ min: 1, max: 1000 }),
});
const exposure = fc.double({ min: -7, max: 1, noNaN: true }).map((power) => 10 ** power);
const more = fc.double({ min: 1, max: 20, noNaN: true });

describe('the look-ahead rule', () => {
  it('never starts a ring later for more exposure', () => {
    fc.assert(
      fc.property(standing, hours, exposure, more, (where, at, perHour, factor) => {
        fc.pre(lookAhead(where, at, assumedModel(perHour)).starts);
        expect(lookAhead(where, at, assumedModel(perHour * factor)).starts).toBe(true);
      }),
    );
  });

  it('never starts a ring earlier for more damage in it', () => {
    fc.assert(
      fc.property(standing, hours, exposure, more, (where, at, perHour, factor) => {
        const model = assumedModel(perHour);
        fc.pre(!lookAhead(where, at, model).starts);
        const larger = { ...where, nextHosts: Math.round(where.nextHosts * Math.min(2, factor)) };
        expect(lookAhead(larger, at, model).starts).toBe(false);
        const worse = { ...model, outageFactor: model.outageFactor * factor };
        expect(lookAhead(where, at, worse).starts).toBe(false);
      }),
    );
  });

  it('believes less that the patch is bad, the longer nothing halts it', () => {
    fc.assert(
      fc.property(standing, hours, hours, (where, at, later) => {
        const model = assumedModel(1e-5);
        const before = lookAhead(where, at, model).badChance;
        expect(lookAhead(where, at + later, model).badChance).toBeLessThanOrEqual(before + 1e-12);
      }),
    );
  });

  it('believes what was assumed before it has seen anything, and little after a day', () => {
    const prior = assumedDefects.reduce((sum, { prior }) => sum + prior, 0);
    const where = { fleet: 10_000, cohorts: [{ hosts: 473, patchedHours: 0 }], nextHosts: 2000 };
    expect(lookAhead(where, 0, assumedModel(1e-5)).badChance).toBeCloseTo(prior, 12);
    // What breaks one host in 200 would break two of 473, and can hide.
    expect(lookAhead(where, 48, assumedModel(1e-5)).badChance).toBeLessThan(prior / 4);
  });

  it('says which wait is worth most, and what it saves and costs', () => {
    const where = { fleet: 10_000, cohorts: [{ hosts: 100, patchedHours: 0.5 }], nextHosts: 9900 };
    const early = lookAhead(where, 0.5, assumedModel(1e-4));
    expect(early.starts).toBe(false);
    expect(early.saved).toBeGreaterThan(early.cost);
    expect(early.cost).toBeCloseTo(1e-4 * 9900 * early.waitHours, 9);
    expect(lookAhead(where, 0.5, assumedModel(10))).toMatchObject({ starts: true, waitHours: 0 });
  });
});
