import { describe, expect, it } from 'vitest';
import { type PlannedRing, type RolloutPlan, validatePlan } from './index.ts';

const ring = (hosts: number, startsAfterMs: number, more: Partial<PlannedRing> = {}) => ({
  name: 'ring',
  hosts,
  startsAfterMs,
  observeMs: 1000,
  power: [{ brokenShare: 0.05, chance: 0.6 }],
  observedNeeded: 1,
  isHeldBack: false,
  ...more,
});
const rings = [ring(10, 0), ring(83, 100), ring(7, 200, { isHeldBack: true })] as const;
const plan: RolloutPlan = {
  alpha: 0.01,
  pace: 'own',
  probes: ['https'],
  rings,
  maxUnavailablePerDependencyGroup: 1,
  leaseMs: 1000,
  deadlineMs: null,
  predictedEndMs: null,
  needsSignOff: false,
  reasons: [],
};
const withRing = (at: number, more: Partial<PlannedRing>): Partial<RolloutPlan> => ({
  rings: rings.map((ring, index) => (index === at ? { ...ring, ...more } : ring)),
});

describe('a changed plan', () => {
  it('has no faults where it can be carried out', () => {
    expect(validatePlan(plan, 100)).toEqual([]);
  });

  const many = Array.from({ length: 251 }, (_, at) => ring(at < 250 ? 1 : 20, at));
  it.each<[string, Partial<RolloutPlan>, string, RegExp]>([
    ['α of 1', { alpha: 1 }, 'alpha', /not 1/],
    ['α of 0', { alpha: 0 }, 'alpha', /not 0/],
    ['α that is no number', { alpha: Number.NaN }, 'alpha', /NaN/],
    ['no probe', { probes: [] }, 'probes', /nothing would be looked at/],
    ['a probe twice', { probes: ['a', 'a'] }, 'probes', /a twice/],
    ['a probe without a name', { probes: [''] }, 'probes', /without a name/],
    ['a lease of nothing', { leaseMs: 0 }, 'leaseMs', /not 0/],
    ['no host away', { maxUnavailablePerDependencyGroup: 0 }, 'maxUnavailable', /at least 1/],
    ['a deadline that is none', { deadlineMs: Number.NaN }, 'deadlineMs', /NaN/],
    ['a ring too large', withRing(1, { hosts: 84 }), 'rings', /101 hosts together/],
    ['an empty ring', withRing(0, { hosts: 0 }), 'rings[0].hosts', /no count: 0/],
    ['half a host', withRing(0, { hosts: 9.5 }), 'rings[0].hosts', /9.5/],
    ['a ring without a name', withRing(0, { name: ' ' }), 'rings[0].name', /empty/],
    ['a start too early', withRing(2, { startsAfterMs: 99 }), 'rings[2].startsAfterMs', /before/],
    ['a negative start', withRing(0, { startsAfterMs: -1 }), 'rings[0].startsAfterMs', /no time/],
    ['a negative look', withRing(1, { observeMs: -1 }), 'rings[1].observeMs', /-1/],
    ['too many needed', withRing(0, { observedNeeded: 11 }), 'rings[0].observedNeeded', /11 of 10/],
    ['parts needed', withRing(0, { observedNeeded: 0.5 }), 'rings[0].observedNeeded', /no count/],
    [
      'a chance above 1',
      withRing(0, { power: [{ brokenShare: 0.1, chance: 2 }] }),
      'rings[0].power[0].chance',
      /2/,
    ],
    ['nobody held back', withRing(2, { isHeldBack: false }), 'rings', /no hosts back/],
    ['two held back', withRing(1, { isHeldBack: true }), 'rings[2].isHeldBack', /as for ring 1/],
    [
      'too few held back',
      { rings: [ring(10, 0), ring(86, 1), { ...rings[2], hosts: 4 }] },
      'rings[2].hosts',
      /4 of 100/,
    ],
    [
      'too many held back',
      { rings: [ring(10, 0), ring(79, 1), { ...rings[2], hosts: 11 }] },
      'rings[2].hosts',
      /11 of 100/,
    ],
    [
      'most hosts first',
      { rings: [ring(60, 0), ring(33, 1), rings[2]] },
      'needsSignOff',
      /60 of 100/,
    ],
    ['no ring', { rings: [] }, 'rings', /empty/],
    ['too many rings', { rings: many }, 'rings', /250/],
  ])('with %s has that named with its place', (_, change, place, fault) => {
    const found = validatePlan({ ...plan, ...change }, 100);
    const there = found.filter((one) => one.place.startsWith(place));
    expect(there.map((one) => one.fault).join('; ')).toMatch(fault);
  });

  it('has each fault named, not only the first', () => {
    const change = { ...plan, alpha: 2, ...withRing(0, { hosts: -1, observeMs: -1 }) };
    const places = validatePlan(change, 100).map(({ place }) => place);
    expect(places).toEqual(
      expect.arrayContaining(['alpha', 'rings[0].hosts', 'rings[0].observeMs']),
    );
  });
});
