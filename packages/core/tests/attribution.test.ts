import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Attribution,
  afterRound,
  attributeFailures,
  failureRounds,
  logEvidence,
  place,
  startEProcess,
  type WatchedHost,
} from '../src/gate/index.ts';
import { seeded, shuffled } from './seeded.ts';

const trials = 100;

/** How many values each attribute has, each with its own share of the hosts. */
const attributes: Readonly<Record<string, number>> = {
  vendor: 2,
  edition: 2,
  kernel: 3,
  role: 4,
  model: 8,
  firmware: 10,
  site: 6,
};

interface Fleet {
  readonly hosts: number;
  readonly patched: number;
  /** The chance that a host fails for any other reason. */
  readonly usualShare: number;
  readonly isBroken: (attributes: readonly string[], place: number) => boolean;
  readonly brokenShare?: number;
}

/** Hosts of any attributes, the patched ones drawn by lot, in two rings an hour apart. */
function invent(fleet: Fleet, random: () => number): WatchedHost[] {
  const order = shuffled(fleet.hosts, random);
  return order.map((rank, place) => {
    const own = Object.entries(attributes).map(
      ([name, values]) => `${name}=${Math.floor(random() * values)}`,
    );
    const ring = rank < fleet.patched / 4 ? 0 : 3_600_000;
    const patchedAt = rank < fleet.patched ? ring : null;
    const breaks =
      patchedAt !== null && fleet.isBroken(own, place) && random() < (fleet.brokenShare ?? 1);
    const usual = random() < fleet.usualShare ? Math.floor(random() * 7_200_000) : null;
    const failedAt = breaks ? patchedAt + Math.floor(random() * 600_000) : usual;
    return { stratum: own[0] ?? '', attributes: own, patchedAt, failedAt, leftAt: null };
  });
}

function found({ subset }: Attribution): string {
  return subset === null ? 'all hosts' : subset.attributes.join(' & ');
}

/** How often each answer was given in seeded trials. */
function answers(fleet: Fleet): Map<string, number> {
  const counts = new Map<string, number>();
  for (let seed = 1; seed <= trials; seed += 1) {
    const answer = found(attributeFailures(invent(fleet, seeded(seed))));
    counts.set(answer, (counts.get(answer) ?? 0) + 1);
  }
  return counts;
}

const fleet = { hosts: 1000, patched: 200, usualShare: 0.002 };
const isOf =
  (...values: readonly string[]) =>
  (own: readonly string[]) =>
    values.every((value) => own.includes(value));

describe('the attribution of failures', () => {
  it.each<[string, Fleet]>([
    ['model=3', { ...fleet, isBroken: isOf('model=3') }],
    ['firmware=7', { ...fleet, isBroken: isOf('firmware=7') }],
    ['model=3', { ...fleet, isBroken: isOf('model=3'), brokenShare: 0.5 }],
    ['role=1', { ...fleet, patched: 100, isBroken: isOf('role=1') }],
    ['kernel=1 & role=2', { ...fleet, patched: 400, isBroken: isOf('kernel=1', 'role=2') }],
  ])('finds %s in at least 95 of 100 fleets', (planted, one) => {
    expect(answers(one).get(planted) ?? 0).toBeGreaterThanOrEqual(0.95 * trials);
  });

  it.each([0.02, 0.1, 0.4])('finds none when a share of %s fails anywhere', (brokenShare) => {
    const anywhere = answers({ ...fleet, isBroken: () => true, brokenShare });
    expect(anywhere.get('all hosts') ?? 0).toBeGreaterThanOrEqual(0.9 * trials);
  });

  it('says that a subset is concentrated in at most 10 of 100 fleets in which none is', () => {
    let wrong = 0;
    for (let seed = 1; seed <= trials; seed += 1) {
      const one = { ...fleet, isBroken: () => true, brokenShare: 0.1 };
      const { ranking } = attributeFailures(invent(one, seeded(seed)));
      if (ranking.some(({ isConcentrated }) => isConcentrated)) wrong += 1;
    }
    expect(wrong).toBeLessThanOrEqual(0.1 * trials);
  });

  it('finds the greater of two that are broken when it has nearly all of the failures', () => {
    const isBroken = (own: readonly string[], place: number) =>
      own.includes('role=1') || (own.includes('firmware=2') && place % 40 === 0);
    const answer = answers({ ...fleet, patched: 400, isBroken });
    expect(answer.get('role=1') ?? 0).toBeGreaterThanOrEqual(0.95 * trials);
  });

  it('does not blame a subset that fails more without the patch too', () => {
    const random = seeded(1);
    const hosts = invent({ ...fleet, usualShare: 0, isBroken: () => false }, random);
    const weak = hosts.map((host) => {
      const fails = random() < (host.attributes.includes('model=3') ? 0.6 : 0.002);
      return fails ? { ...host, failedAt: 7_200_000 } : host;
    });
    const attribution = attributeFailures(weak);
    expect(attribution.kind).toBe('all-hosts');
    const named = attribution.ranking.find(({ attributes }) => attributes[0] === 'model=3');
    expect(named?.failedUnpatched).toBeGreaterThan(10);
    const unpatched = weak.map((host) =>
      host.patchedAt === null ? { ...host, failedAt: null } : host,
    );
    expect(found(attributeFailures(unpatched))).toBe('model=3');
  });

  it('does not narrow a value to a pair that all of few failures share by chance', () => {
    const few = {
      ...fleet,
      patched: 60,
      usualShare: 0,
      isBroken: isOf('role=1'),
      brokenShare: 0.4,
    };
    const pairs = [...answers(few)].filter(([answer]) => answer.includes('&'));
    expect(pairs.reduce((sum, [, count]) => sum + count, 0)).toBeLessThanOrEqual(0.05 * trials);
  });

  it('prefers one value to a pair of the same hosts', () => {
    const hosts = invent({ ...fleet, isBroken: isOf('model=3') }, seeded(2)).map((host) => {
      const isModel = host.attributes.includes('model=3');
      return { ...host, attributes: [...host.attributes, isModel ? 'driver=x' : 'driver=y'] };
    });
    const { subset, ranking } = attributeFailures(hosts);
    expect(subset?.attributes).toHaveLength(1);
    expect(ranking.filter(({ attributes }) => attributes.length === 2)).toEqual([]);
  });

  it('gives the numbers of what it found', () => {
    const hosts = invent({ ...fleet, usualShare: 0, isBroken: isOf('model=3') }, seeded(3));
    const { subset, ranking } = attributeFailures(hosts);
    const members = hosts.filter(({ attributes }) => attributes.includes('model=3'));
    const patched = members.filter(({ patchedAt }) => patchedAt !== null).length;
    expect(subset).toMatchObject({
      attributes: ['model=3'],
      hosts: members.length,
      patched,
      failedPatched: patched,
      unpatched: members.length - patched,
      failedUnpatched: 0,
      covered: 1,
      isConcentrated: true,
    });
    const restricted = failureRounds(place(members)).reduce(afterRound, startEProcess());
    expect(subset?.logEvidence).toBeCloseTo(logEvidence(restricted), 9);
    expect(ranking[0]).toBe(subset);
  });

  it('has nothing to say of fewer than two failing patched hosts', () => {
    expect(attributeFailures([])).toEqual({ kind: 'all-hosts', subset: null, ranking: [] });
    const one = invent({ ...fleet, usualShare: 0, isBroken: (_, place) => place === 0 }, seeded(4));
    expect(attributeFailures(one)).toEqual({ kind: 'all-hosts', subset: null, ranking: [] });
  });

  it('counts a host once that names an attribute twice', () => {
    const hosts = invent({ ...fleet, isBroken: isOf('model=3') }, seeded(5));
    const twice = hosts.map((host) => ({
      ...host,
      attributes: host.attributes.flatMap((one) => [one, one]),
    }));
    expect(attributeFailures(twice)).toEqual(attributeFailures(hosts));
  });

  it('copes with many hosts and many values', () => {
    const random = seeded(6);
    const hosts = Array.from({ length: 12_000 }, (_, place): WatchedHost => {
      const own = Array.from({ length: 20 }, (_, name) => {
        const common = name < 6 && random() < 0.99;
        return `a${name}=${common ? 0 : Math.floor(random() * 10)}`;
      });
      const patchedAt = place < 10_000 ? place : null;
      const fails = patchedAt !== null && own.includes('a9=4') && random() < 0.2;
      return {
        stratum: `${own[7]} ${own[8]}`,
        attributes: own,
        patchedAt,
        failedAt: fails ? patchedAt + 10 : null,
        leftAt: null,
      };
    });
    const attribution = attributeFailures(hosts);
    expect(found(attribution)).toBe('a9=4');
    expect(attribution.ranking.length).toBeGreaterThan(100);
  });
});

describe('risk sets', () => {
  const time = fc.option(fc.nat({ max: 12 }), { nil: null });
  const host = fc.record({
    stratum: fc.constantFrom('a', 'b'),
    attributes: fc.constant([]),
    patchedAt: time,
    failedAt: time,
    leftAt: time,
  });

  /** The same by looking at every host at every instant. */
  function slowly(hosts: readonly WatchedHost[]) {
    const end = ({ failedAt, leftAt }: WatchedHost) => Math.min(failedAt ?? 99, leftAt ?? 99);
    const isPatched = ({ patchedAt }: WatchedHost, at: number) =>
      patchedAt !== null && patchedAt <= at;
    const strata = [...new Set(hosts.map(({ stratum }) => stratum))];
    const instants = Array.from({ length: 13 }, (_, at) => at);
    const cells = (at: number) =>
      strata.flatMap((stratum) => {
        const atRisk = hosts.filter((one) => one.stratum === stratum && end(one) >= at);
        const failed = atRisk.filter((one) => one.failedAt === at);
        const patched = atRisk.filter((one) => isPatched(one, at)).length;
        const failedPatched = failed.filter((one) => isPatched(one, at)).length;
        const unpatched = atRisk.length - patched;
        return failed.length > 0
          ? [{ patched, unpatched, failed: failed.length, failedPatched }]
          : [];
      });
    return instants.map(cells).filter(({ length }) => length > 0);
  }

  it('are those just before each failure, by stratum', () => {
    fc.assert(
      fc.property(fc.array(host, { maxLength: 30 }), (hosts) => {
        expect(failureRounds(place(hosts))).toEqual(slowly(hosts));
      }),
      { numRuns: 300 },
    );
  });
});
