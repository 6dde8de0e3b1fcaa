import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assumedModel, paceFor, planLoss, presets, sizeRings } from './index.ts';

const sizesOf = (pace: '24h' | '8h', hosts: number, strata: number) =>
  sizeRings(presets[pace], hosts, strata).rings.map((ring) => ring.hosts);

describe('the pace', () => {
  it.each([
    [0, '24h'],
    [1e-6, '24h'],
    [5e-5, '24h'],
    [6e-5, '8h'],
    [0.5, '8h'],
    [1, 'all-at-once'],
  ])('for an exposure of %d is %s', (exposure, pace) => {
    expect(paceFor(exposure)).toBe(pace);
  });

  it.each([
    [1000, 4.5e-5],
    [10_000, 1.5e-5],
  ])('with %d hosts, both presets cost the same near %d', (hosts, exposure) => {
    const loss = (pace: '24h' | '8h', perHour: number) =>
      planLoss(sizeRings(presets[pace], hosts, 1).rings, assumedModel(perHour)).total;
    expect(loss('24h', exposure / 2)).toBeLessThan(loss('8h', exposure / 2));
    expect(loss('8h', exposure * 2)).toBeLessThan(loss('24h', exposure * 2));
  });
});

describe('the sizes of rings', () => {
  it.each([
    ['24h', 10_000, 4, [20, 100, 500, 2000, 6630, 750]],
    ['8h', 10_000, 4, [50, 500, 3000, 5700, 750]],
    ['24h', 10_000, 200, [600, 2000, 6650, 750]],
    ['24h', 5000, 4, [12, 50, 423, 1000, 3140, 375]],
    ['24h', 200, 4, [12, 20, 40, 113, 15]],
    ['24h', 50, 1, [10, 10, 26, 4]],
    ['24h', 20, 3, [5, 13, 2]],
    ['24h', 20, 30, [5, 13, 2]],
    ['8h', 200, 10, [30, 60, 95, 15]],
    ['24h', 5, 1, [1, 1, 2, 1]],
    ['24h', 3, 3, [1, 1, 1]],
    ['24h', 1, 1, [1]],
  ] as const)('for %s, %d hosts and %d strata are %j', (pace, hosts, strata, sizes) => {
    expect(sizesOf(pace, hosts, strata)).toEqual(sizes);
  });

  it('name what a small fleet is too small for', () => {
    expect(sizeRings(presets['24h'], 10_000, 4).limits).toEqual([]);
    expect(sizeRings(presets['24h'], 4, 2).limits).toEqual([
      { part: 'first-ring', wantedHosts: 10, hosts: 1 },
      { part: 'early-rings', wantedHosts: 473, hosts: expect.any(Number) },
      { part: 'held-back', wantedHosts: 1, hosts: 0 },
    ]);
  });

  it('add up, grow, and keep their bounds', () => {
    const pace = fc.constantFrom('24h' as const, '8h' as const);
    fc.assert(
      fc.property(
        pace,
        fc.integer({ min: 2, max: 200_000 }),
        fc.integer({ min: 1, max: 500 }),
        (pace, hosts, strata) => {
          const { rings } = sizeRings(presets[pace], hosts, strata);
          const first = rings[0]?.hosts ?? 0;
          expect(rings.reduce((sum, ring) => sum + ring.hosts, 0)).toBe(hosts);
          expect(first).toBeLessThanOrEqual(Math.max(1, hosts / 4));
          const open = rings.filter(({ name }) => name !== 'held back').map((ring) => ring.hosts);
          expect(open.slice(0, -1)).toEqual(open.slice(0, -1).toSorted((a, b) => a - b));
          const held = rings.find(({ isHeldBack }) => isHeldBack)?.hosts ?? 0;
          if (hosts >= 10) expect(held).toBeGreaterThanOrEqual(hosts * 0.05);
          if (hosts >= 10) expect(held).toBeLessThanOrEqual(hosts * 0.1);
          const starts = rings.map((ring) => ring.startHours);
          expect(starts).toEqual(starts.toSorted((a, b) => a - b));
        },
      ),
    );
  });
});
