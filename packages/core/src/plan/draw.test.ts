import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countRings, drawRings, type PlanHost, type RingToFill } from './index.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const bigSha256 = (text: string) => BigInt(`0x${sha256(text)}`);

const ring = (hosts: number, isHeldBack = false): RingToFill => ({ hosts, isHeldBack });
const host = (id: string, more: Partial<PlanHost> = {}): PlanHost => ({
  id,
  stratum: 'one',
  group: 'all',
  dependencyGroup: null,
  isOnline: true,
  calendar: 0,
  ...more,
});
const many = (count: number, more: (at: number) => Partial<PlanHost> = () => ({})) =>
  Array.from({ length: count }, (_, at) => host(`h${at}`, more(at)));

const fleet = fc
  .array(
    fc.record({
      stratum: fc.integer({ min: 0, max: 6 }).map((at) => `s${Math.floor(Math.sqrt(at * 6))}`),
      dependencyGroup: fc.option(fc.integer({ min: 0, max: 30 }).map(String)),
      isOnline: fc.integer({ min: 0, max: 4 }).map((roll) => roll > 0),
    }),
    { minLength: 8, maxLength: 160 },
  )
  .map((list) => list.map((more, at) => host(`h${at}`, more)));

/** Rings of a canary, a tenth, the rest, and 8 % held back. */
function ringsFor(hosts: number): RingToFill[] {
  const [first, tenth, held] = [
    Math.max(1, Math.floor(hosts / 5)),
    Math.round(hosts / 10),
    Math.round(hosts * 0.08),
  ];
  return [ring(first), ring(tenth), ring(hosts - first - tenth - held), ring(held, true)];
}

const membersOf = (hosts: readonly PlanHost[]) => {
  const byStratum = new Map<string, number[]>();
  for (const [at, { stratum }] of hosts.entries()) {
    byStratum.set(stratum, [...(byStratum.get(stratum) ?? []), at]);
  }
  return [...byStratum.values()];
};

describe('the first ring', () => {
  it('has no host that is offline, and no two of a dependency group', () => {
    fc.assert(
      fc.property(fleet, fc.string(), (hosts, salt) => {
        const draw = drawRings(hosts, ringsFor(hosts.length), salt, sha256);
        const canaries = hosts.filter((_, at) => draw[at] === 0);
        expect(canaries.every(({ isOnline }) => isOnline)).toBe(true);
        const groups = canaries.flatMap(({ dependencyGroup }) => dependencyGroup ?? []);
        expect(new Set(groups).size).toBe(groups.length);
      }),
    );
  });

  it('is never a whole stratum of two hosts or more, nor larger than asked for', () => {
    fc.assert(
      fc.property(fleet, fc.string(), (hosts, salt) => {
        const rings = ringsFor(hosts.length);
        const draw = drawRings(hosts, rings, salt, sha256);
        for (const members of membersOf(hosts)) {
          const isWhole = members.every((at) => draw[at] === 0);
          expect(isWhole && members.length > 1).toBe(false);
        }
        expect(countRings(draw, 4)[0]).toBeLessThanOrEqual(rings[0]?.hosts ?? 0);
      }),
    );
  });

  it('has two or three of each stratum and is as large as asked for, where it can be', () => {
    const sizes = fc.array(fc.integer({ min: 3, max: 60 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(sizes, fc.nat({ max: 20 }), fc.string(), (sizes, more, salt) => {
        const hosts = sizes.flatMap((size, stratum) =>
          many(size, (at) => ({ id: `${stratum}/${at}`, stratum: `s${stratum}` })),
        );
        const first = Math.min(sizes.length * 3 + more, Math.floor(hosts.length / 2));
        const rest = hosts.length - first - Math.round(hosts.length * 0.07);
        fc.pre(rest > 0 && first >= sizes.length * 3);
        const rings = [ring(first), ring(rest), ring(hosts.length - first - rest, true)];
        const draw = drawRings(hosts, rings, salt, sha256);
        for (const members of membersOf(hosts)) {
          const canaries = members.filter((at) => draw[at] === 0).length;
          expect(canaries).toBeGreaterThanOrEqual(members.length < 6 ? 2 : 3);
        }
        expect(countRings(draw, 3)[0]).toBe(first);
      }),
    );
  });

  it('sees the largest strata where it is too small for all', () => {
    const hosts = [
      ...many(30, (at) => ({ id: `a${at}`, stratum: 'a' })),
      ...many(20, (at) => ({ id: `b${at}`, stratum: 'b' })),
      ...many(4, (at) => ({ id: `c${at}`, stratum: 'c' })),
    ];
    const draw = drawRings(hosts, [ring(2), ring(52)], 'salt', sha256);
    const strata = hosts.filter((_, at) => draw[at] === 0).map(({ stratum }) => stratum);
    expect(strata.sort()).toEqual(['a', 'b']);
  });

  it('takes hosts that are alone in their stratum only to be filled', () => {
    const alone = many(6, (at) => ({ stratum: `only ${at}` }));
    const together = many(20, (at) => ({ id: `t${at}`, stratum: 'many' }));
    const draw = drawRings([...alone, ...together], [ring(5), ring(21)], 'salt', sha256);
    expect(draw.slice(0, 6).includes(0)).toBe(false);
    expect(countRings(drawRings(alone, [ring(2), ring(4)], 'salt', sha256), 2)).toEqual([2, 4]);
  });

  it('is empty where all hosts are offline', () => {
    const hosts = many(20, () => ({ isOnline: false }));
    expect(countRings(drawRings(hosts, [ring(5), ring(15)], 'salt', sha256), 2)).toEqual([0, 20]);
  });
});

describe('the other rings', () => {
  it('hold back 5 to 10 % of every stratum of ten hosts or more', () => {
    fc.assert(
      fc.property(fleet, fc.string(), (hosts, salt) => {
        const rings = ringsFor(hosts.length);
        const share = (rings[3]?.hosts ?? 0) / hosts.length;
        fc.pre(share >= 0.05 && share <= 0.1);
        const draw = drawRings(hosts, rings, salt, sha256);
        for (const members of membersOf(hosts).filter(({ length }) => length >= 10)) {
          const held = members.filter((at) => draw[at] === 3).length / members.length;
          expect(held).toBeGreaterThanOrEqual(0.05);
          expect(held).toBeLessThanOrEqual(0.1);
        }
      }),
    );
  });

  it('hold back hosts that are online as far as there are', () => {
    const hosts = many(100, (at) => ({ isOnline: at < 50 }));
    const draw = drawRings(hosts, [ring(10), ring(82), ring(8, true)], 'salt', sha256);
    expect(hosts.filter(({ isOnline }, at) => draw[at] === 2 && !isOnline)).toEqual([]);
    const silent = many(100, () => ({ isOnline: false }));
    const held = countRings(
      drawRings(silent, [ring(10), ring(82), ring(8, true)], 'salt', sha256),
      3,
    );
    expect(held[2]).toBe(8);
  });

  it('have their share of what is left of each stratum, within one host', () => {
    fc.assert(
      fc.property(fleet, fc.string(), (hosts, salt) => {
        const rings = ringsFor(hosts.length);
        const draw = drawRings(hosts, rings, salt, sha256);
        const [second, third] = [rings[1]?.hosts ?? 0, rings[2]?.hosts ?? 0];
        for (const members of membersOf(hosts)) {
          const inSecond = members.filter((at) => draw[at] === 1).length;
          const left = inSecond + members.filter((at) => draw[at] === 2).length;
          const exact = (left * second) / (second + third);
          expect(Math.abs(inSecond - exact)).toBeLessThan(1);
        }
      }),
    );
  });

  it('have sums within two hosts of their sizes, when many strata are small', () => {
    const hosts = many(2000, (at) => ({ stratum: `s${at % 300}` }));
    const rings = [ring(300), ring(100), ring(400), ring(1050), ring(150, true)];
    const counts = countRings(drawRings(hosts, rings, 'salt', sha256), 5);
    for (const [at, { hosts }] of rings.entries()) {
      expect(Math.abs((counts[at] ?? 0) - hosts)).toBeLessThanOrEqual(2);
    }
  });

  it('give every host a ring', () => {
    fc.assert(
      fc.property(fleet, fc.string(), (hosts, salt) => {
        const counts = countRings(drawRings(hosts, ringsFor(hosts.length), salt, sha256), 4);
        expect(counts.reduce((sum, count) => sum + count, 0)).toBe(hosts.length);
        expect(counts).toHaveLength(4);
      }),
    );
  });

  it('are one ring of all hosts where there is just one', () => {
    const hosts = many(5, (at) => ({ isOnline: at > 2 }));
    expect([...drawRings(hosts, [ring(5)], 'salt', sha256)]).toEqual([0, 0, 0, 0, 0]);
  });

  it.each([0, 251])('are refused where there are %d', (count) => {
    const rings = Array.from({ length: count }, () => ring(1));
    expect(() => drawRings(many(3), rings, 'salt', sha256)).toThrow(`1 to 250 rings, not ${count}`);
  });

  it('are refused where two hosts have one id', () => {
    const twice = [host('h1'), host('h2'), host('h1')];
    expect(() => drawRings(twice, [ring(1), ring(2)], 'salt', sha256)).toThrow('the id h1');
  });
});

describe('the lot', () => {
  it('does not depend on the order in which hosts are listed', () => {
    const shuffled = fleet.chain((hosts) =>
      fc.tuple(
        fc.constant(hosts),
        fc.shuffledSubarray(hosts, { minLength: hosts.length, maxLength: hosts.length }),
      ),
    );
    fc.assert(
      fc.property(shuffled, fc.string(), fc.boolean(), ([hosts, other], salt, isBig) => {
        const drawn = (list: readonly PlanHost[]) => {
          const hash = isBig ? bigSha256 : sha256;
          const draw = drawRings(list, ringsFor(list.length), salt, hash);
          return new Map(list.map(({ id }, at) => [id, draw[at]]));
        };
        const [first, second] = [drawn(hosts), drawn(other)];
        for (const { id } of hosts) expect(second.get(id)).toBe(first.get(id));
      }),
    );
  });

  it('gives every host of a stratum the same chance of each ring, by χ² over salts', () => {
    const salts = 3000;
    const hosts = [
      ...many(40, (at) => ({ id: `a${at}`, stratum: 'a' })),
      ...many(15, (at) => ({ id: `b${at}`, stratum: 'b' })),
    ];
    const rings = [ring(8), ring(10), ring(33), ring(4, true)];
    const counts = hosts.map(() => [0, 0, 0, 0]);
    for (let salt = 0; salt < salts; salt += 1) {
      for (const [at, to] of drawRings(hosts, rings, `rollout ${salt}`, sha256).entries()) {
        const row = counts[at] ?? [];
        row[to] = (row[to] ?? 0) + 1;
      }
    }
    for (const rows of [counts.slice(0, 40), counts.slice(40)]) {
      for (const [to] of rings.entries()) {
        const mean = rows.reduce((sum, row) => sum + (row[to] ?? 0), 0) / rows.length;
        const chi2 = rows.reduce((sum, row) => sum + ((row[to] ?? 0) - mean) ** 2 / mean, 0);
        // Mean at most 39; the chance of more than 80 is below 1 in 5,000.
        expect(chi2).toBeLessThan(80);
      }
    }
  });

  it('is another for another salt', () => {
    const hosts = many(200);
    const rings = [ring(20), ring(180)];
    const [one, two] = ['one', 'two'].map((salt) => drawRings(hosts, rings, salt, sha256));
    const both = hosts.filter((_, at) => one?.[at] === 0 && two?.[at] === 0).length;
    expect(both).toBeLessThan(10);
  });
});
