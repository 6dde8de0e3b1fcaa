import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  countRings,
  type PlanHost,
  type PlanReason,
  type PlanRequest,
  proposePlan,
  validatePlan,
} from './index.ts';

const hour = 3_600_000;
const start = Date.UTC(2006, 7, 8, 21);
const at = (hours: number) => start + hours * hour;
const fleet = (
  count: number,
  more: (index: number) => Partial<PlanHost> = () => ({}),
): PlanHost[] =>
  Array.from({ length: count }, (_, index) => ({
    id: `host ${index}`,
    stratum: `kind ${index % 4}`,
    group: 'all',
    dependencyGroup: null,
    isOnline: true,
    calendar: 0,
    ...more(index),
  }));
const request = (hosts: readonly PlanHost[], more: Partial<PlanRequest> = {}): PlanRequest => ({
  hosts,
  calendars: [[]],
  freezes: [],
  timing: { startMs: start, installMs: hour / 2, pollMs: hour / 12, leaseMs: hour },
  deadlineMs: at(24),
  tier: { name: '24 hours', hours: 24 },
  exposurePerHour: 1e-5,
  probes: ['https', 'services'],
  usualShare: 0.001,
  maxUnavailablePerDependencyGroup: 1,
  salt: 'rollout 1',
  hash: (text) => createHash('sha256').update(text).digest('hex'),
  ...more,
});
const reason = <K extends PlanReason['kind']>(reasons: readonly PlanReason[], kind: K) =>
  reasons.filter((one): one is Extract<PlanReason, { kind: K }> => one.kind === kind);

describe('a proposed plan', () => {
  const { plan, draw } = proposePlan(request(fleet(10_000)));

  it('has the rings of the preset, as many hosts in each as were drawn', () => {
    expect(plan.pace).toBe('24h');
    const rings = plan.rings.map(({ name, hosts, startsAfterMs }) => [
      name,
      hosts,
      startsAfterMs / hour,
    ]);
    expect(rings).toEqual([
      ['canary', 20, 0],
      ['1 %', 100, 1.5],
      ['5 %', 500, 4],
      ['20 %', 2000, 8],
      ['rest', 6630, 14],
      ['held back', 750, 20],
    ]);
    expect(countRings(draw, 6)).toEqual(plan.rings.map(({ hosts }) => hosts));
  });

  it('observes each ring until the next one starts', () => {
    const needed = plan.rings.map(({ observeMs }) => observeMs / hour + 1 / 2 + 1 / 12);
    for (const [ring, hours] of [1.5, 2.5, 4, 6, 6, 4].entries()) {
      expect(needed[ring]).toBeCloseTo(hours, 9);
    }
  });

  it('ends when the last ring is patched', () => {
    expect(plan.predictedEndMs).toBe(at(20) + hour / 2 + hour / 12);
    expect(reason(plan.reasons, 'meets-deadline')).toHaveLength(1);
  });

  it('says why: the pace, α, the first ring, what each ring sees', () => {
    const { reasons } = plan;
    expect(reason(reasons, 'pace-by-exposure')).toMatchObject([{ pace: '24h' }]);
    expect(reason(reasons, 'alpha')).toMatchObject([{ alpha: 0.01, isUrgent: true }]);
    const first = { hosts: 20, wantedHosts: 20, strata: 4, by: 'share' };
    expect(reason(reasons, 'first-ring')).toMatchObject([first]);
    const power = reason(reasons, 'ring-power').map(({ chance }) => chance);
    expect(power).toHaveLength(6);
    expect(power[0]).toBeCloseTo(0.25, 1);
    expect(power[2]).toBeGreaterThan(0.999);
    expect(reason(reasons, 'limited-by-fleet')).toEqual([]);
    expect(reason(reasons, 'unseen-strata')).toEqual([]);
  });

  it('says what other paces would cost', () => {
    const ratios = reason(plan.reasons, 'pace-cost').map(({ pace, lossRatio }) => [
      pace,
      lossRatio ?? Number.NaN,
    ]);
    const [own, shorter, atOnce] = ratios as [string, number][];
    expect(own).toEqual(['24h', 1]);
    expect(shorter?.[1]).toBeGreaterThan(1);
    expect(atOnce?.[1]).toBeGreaterThan(1000);
    const [ahead] = reason(plan.reasons, 'look-ahead');
    expect(ahead?.lossRatio).toBeLessThan(1);
  });
});

describe('the pace of a plan', () => {
  const pace = (more: Partial<PlanRequest>) => proposePlan(request(fleet(1000), more)).plan;

  it('is the longer one where the exposure is not known, and no loss is made up for it', () => {
    const { pace: found, reasons } = pace({ exposurePerHour: null });
    expect(found).toBe('24h');
    expect(reason(reasons, 'pace-without-exposure')).toHaveLength(1);
    const costs = reason(reasons, 'pace-cost');
    expect(costs.map(({ lossRatio }) => lossRatio)).toEqual([null, null, null]);
    expect(costs.every(({ exposedHostHours }) => exposedHostHours > 0)).toBe(true);
    expect(reason(reasons, 'look-ahead')).toEqual([]);
  });

  it('is the shorter one where only that meets the deadline', () => {
    const { pace: found, reasons } = pace({ deadlineMs: at(10) });
    expect(found).toBe('8h');
    expect(reason(reasons, 'pace-by-deadline')).toMatchObject([{ lateMs: expect.any(Number) }]);
    expect(reason(reasons, 'cannot-meet-deadline')).toEqual([]);
  });

  it('is never all at once for a deadline alone', () => {
    const { pace: found, reasons, needsSignOff } = pace({ deadlineMs: at(2) });
    expect(found).toBe('8h');
    expect(needsSignOff).toBe(false);
    expect(reason(reasons, 'cannot-meet-deadline')).toMatchObject([{ helps: [] }]);
  });

  it('is all at once for a worm, if a person agrees', () => {
    const plan = pace({ exposurePerHour: 2 });
    expect(plan).toMatchObject({ pace: 'all-at-once', needsSignOff: true });
    expect(plan.rings).toHaveLength(1);
    expect(reason(plan.reasons, 'needs-sign-off')).toHaveLength(1);
    expect(validatePlan(plan, 1000)).toEqual([]);
    expect(validatePlan({ ...plan, needsSignOff: false }, 1000)).toMatchObject([
      { place: 'needsSignOff' },
    ]);
  });

  it('takes a stricter α where it is urgent', () => {
    expect(pace({ tier: null }).alpha).toBe(0.05);
    expect(pace({ tier: { name: 'next upgrade', hours: null } }).alpha).toBe(0.05);
    expect(pace({ tier: null, exposurePerHour: 1e-3 }).alpha).toBe(0.01);
  });
});

describe('a plan that cannot meet its deadline', () => {
  it('says so, by how much, for how many hosts, and what would help', () => {
    const nights = [29, 53, 77, 101, 125].map((from) => ({ fromMs: at(from), toMs: at(from + 4) }));
    const hosts = fleet(1000, (index) => ({ calendar: index < 300 ? 1 : 0 }));
    const { plan } = proposePlan(request(hosts, { calendars: [[], nights] }));
    const [found] = reason(plan.reasons, 'cannot-meet-deadline');
    expect(found?.lateHosts).toBeGreaterThan(0);
    expect(found?.lateMs).toBe((plan.predictedEndMs ?? 0) - at(24));
    expect(found?.helps).toMatchObject([
      { kind: 'open-windows', calendars: [{ calendar: 1 }], meetsDeadline: true },
    ]);
  });

  it('does not know its end where hosts have no window', () => {
    const hosts = fleet(100, (index) => ({ calendar: index === 0 ? 1 : 0 }));
    const gone = [{ fromMs: at(-9), toMs: at(-8) }];
    const { plan } = proposePlan(request(hosts, { calendars: [[], gone] }));
    expect(plan.predictedEndMs).toBeNull();
    expect(reason(plan.reasons, 'cannot-meet-deadline')).toMatchObject([{ lateMs: null }]);
  });
});

describe('a fleet that is not as one would wish', () => {
  it('has its limits told', () => {
    const { plan } = proposePlan(request(fleet(20)));
    expect(plan.rings.map(({ name, hosts }) => [name, hosts])).toEqual([
      ['canary', 5],
      ['rest', 13],
      ['held back', 2],
    ]);
    expect(reason(plan.reasons, 'first-ring')).toMatchObject([{ by: 'fleet', strata: 4 }]);
    expect(reason(plan.reasons, 'limited-by-fleet')).toMatchObject([
      { part: 'first-ring', wantedHosts: 12, hosts: 5 },
      { part: 'early-rings', wantedHosts: 473 },
    ]);
  });

  it('has strata named of which nothing comes first', () => {
    const hosts = fleet(40, (index) => ({ stratum: index < 10 ? `only ${index}` : 'many' }));
    const { plan } = proposePlan(request(hosts));
    const [unseen] = reason(plan.reasons, 'unseen-strata');
    expect(unseen?.strata).toHaveLength(10);
  });

  it('has no canaries where all hosts are offline, and says so', () => {
    const { plan, draw } = proposePlan(request(fleet(100, () => ({ isOnline: false }))));
    expect(reason(plan.reasons, 'no-canaries')).toHaveLength(1);
    expect(reason(plan.reasons, 'offline')).toMatchObject([{ hosts: 100 }]);
    expect(plan.rings.every(({ name }) => name !== 'canary')).toBe(true);
    expect(countRings(draw, plan.rings.length)).toEqual(plan.rings.map(({ hosts }) => hosts));
    expect(validatePlan(plan, 100)).toEqual([]);
  });

  it('is refused where there is no host', () => {
    expect(() => proposePlan(request([]))).toThrow('no hosts');
  });
});

it('proposes plans that can be carried out, for every fleet', () => {
  const hosts = fc
    .array(
      fc.record({
        stratum: fc.integer({ min: 0, max: 9 }).map((kind) => `kind ${kind}`),
        dependencyGroup: fc.option(fc.integer({ min: 0, max: 20 }).map(String)),
        isOnline: fc.boolean(),
      }),
      { minLength: 1, maxLength: 300 },
    )
    .map((list) => fleet(list.length, (index) => list[index] ?? {}));
  const exposure = fc.option(
    fc.double({ min: -7, max: 1, noNaN: true }).map((power) => 10 ** power),
  );
  fc.assert(
    fc.property(hosts, exposure, fc.integer({ min: 1, max: 48 }), (hosts, exposure, deadline) => {
      const more = { exposurePerHour: exposure, deadlineMs: at(deadline) };
      const { plan, draw } = proposePlan(request(hosts, more));
      expect(validatePlan(plan, hosts.length)).toEqual([]);
      expect(countRings(draw, plan.rings.length)).toEqual(plan.rings.map(({ hosts }) => hosts));
      for (const { hosts, observedNeeded } of plan.rings) {
        expect(observedNeeded).toBeGreaterThan(0);
        expect(observedNeeded).toBeLessThanOrEqual(hosts);
      }
    }),
    { numRuns: 60 },
  );
});
