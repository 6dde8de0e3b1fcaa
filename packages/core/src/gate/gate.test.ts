import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  afterHosts,
  afterRound,
  type Cell,
  calm,
  cellFault,
  discoveries,
  type EProcess,
  logAbsoluteEvidence,
  logEValue,
  logEvidence,
  oddsRatioBound,
  startAbsoluteTest,
  startEProcess,
} from './index.ts';

const count = fc.nat({ max: 40 });
const cell: fc.Arbitrary<Cell> = fc
  .record({ patched: count, unpatched: count })
  .chain(({ patched, unpatched }) =>
    fc.record({
      patched: fc.constant(patched),
      unpatched: fc.constant(unpatched),
      failedPatched: fc.nat({ max: patched }),
      failedUnpatched: fc.nat({ max: unpatched }),
    }),
  )
  .map(({ failedUnpatched, ...rest }) => ({
    ...rest,
    failed: rest.failedPatched + failedUnpatched,
  }));

/** All ways to choose so many of some. */
function choices<T>(from: readonly T[], size: number): T[][] {
  const [first, ...rest] = from;
  if (size === 0) return [[]];
  if (first === undefined) return [];
  return [...choices(rest, size - 1).map((one) => [first, ...one]), ...choices(rest, size)];
}

/** The evidence when just these of ten hosts have the patch. */
function evidenceWhere(
  patched: ReadonlySet<number>,
  failing: readonly (readonly number[])[],
): EProcess {
  let process = startEProcess();
  const left = new Set(Array.from({ length: 10 }, (_, host) => host));
  for (const failed of failing) {
    const isPatched = (host: number) => patched.has(host);
    process = afterRound(process, [
      {
        patched: [...left].filter(isPatched).length,
        unpatched: [...left].filter((host) => !isPatched(host)).length,
        failed: failed.length,
        failedPatched: failed.filter(isPatched).length,
      },
    ]);
    for (const host of failed) left.delete(host);
  }
  return process;
}

const hosts = Array.from({ length: 10 }, (_, host) => host);

describe('evidence of harm', () => {
  it('is 1 in the mean where the patch changes nothing, whichever hosts fail and when', () => {
    const order = fc.shuffledSubarray(hosts, { minLength: 1 });
    const cuts = fc.array(fc.nat({ max: 9 }), { maxLength: 3 });
    fc.assert(
      fc.property(order, cuts, fc.integer({ min: 1, max: 9 }), (failing, at, size) => {
        const bounds = [0, ...at.toSorted((a, b) => a - b), failing.length];
        const rounds = bounds.slice(1).map((end, round) => failing.slice(bounds[round], end));
        const all = choices(hosts, size);
        const sum = all.reduce(
          (total, patched) =>
            total + Math.exp(logEvidence(evidenceWhere(new Set(patched), rounds))),
          0,
        );
        expect(sum / all.length).toBeCloseTo(1, 9);
      }),
      { numRuns: 40 },
    );
  });

  it('reaches 1/α by chance no more often than α, however often it is looked at', () => {
    const rounds = [[0], [1], [2], [3, 4], [5]];
    for (const alpha of [0.5, 0.2, 0.1, 0.05]) {
      const all = choices(hosts, 3);
      const reached = all.filter((patched) =>
        rounds.some((_, last) => {
          const process = evidenceWhere(new Set(patched), rounds.slice(0, last + 1));
          return logEvidence(process) >= -Math.log(alpha);
        }),
      );
      expect(reached.length / all.length).toBeLessThanOrEqual(alpha);
    }
  });

  it('grows with each failure on the patched side', () => {
    fc.assert(
      fc.property(cell, fc.double({ min: 1.01, max: 1000, noNaN: true }), (one, odds) => {
        const more = { ...one, failedPatched: one.failedPatched + 1 };
        fc.pre(cellFault(more) === null && one.unpatched > 0);
        expect(logEValue(more, odds)).toBeGreaterThan(logEValue(one, odds));
      }),
    );
  });

  it('does not overflow, however many hosts fail', () => {
    const cells = [
      { patched: 900_000, unpatched: 100_000, failed: 60_000, failedPatched: 59_000 },
      { patched: 1000, unpatched: 999_000, failed: 1000, failedPatched: 1000 },
      { patched: 500_000, unpatched: 500_000, failed: 1_000_000, failedPatched: 500_000 },
    ];
    for (const one of cells) {
      const log = logEvidence(afterRound(startEProcess(), [one]));
      expect(Number.isFinite(log)).toBe(true);
    }
    // All failed on both sides: nothing is told by who did.
    expect(logEValue(cells[2] as Cell, 1000)).toBeCloseTo(0, 6);
  });

  it('is nothing where nobody failed, or there is nobody to compare with', () => {
    for (const one of [
      { patched: 10, unpatched: 90, failed: 0, failedPatched: 0 },
      { patched: 0, unpatched: 90, failed: 4, failedPatched: 0 },
      { patched: 10, unpatched: 0, failed: 4, failedPatched: 4 },
    ]) {
      expect(logEValue(one, 10)).toBe(0);
    }
  });

  it.each([
    [{ patched: -1, unpatched: 1, failed: 0, failedPatched: 0 }, /patched is not a count: -1/],
    [{ patched: 1, unpatched: 0.5, failed: 0, failedPatched: 0 }, /unpatched is not a count: 0.5/],
    [{ patched: 3, unpatched: 3, failed: 1, failedPatched: 2 }, /2 patched hosts of only 1/],
    [{ patched: 1, unpatched: 3, failed: 2, failedPatched: 2 }, /2 of 1 patched hosts failed/],
    [{ patched: 3, unpatched: 1, failed: 3, failedPatched: 1 }, /2 of 1 unpatched hosts failed/],
  ])('refuses counts that no round can have: %j', (wrong, message) => {
    expect(() => logEValue(wrong, 10)).toThrow(message);
  });

  it('bets only on harm', () => {
    expect(startEProcess([3, 10, 100], 5).bets).toEqual([10, 100]);
    expect(() => startEProcess([3], 5)).toThrow(/no odds ratio is bet on above 5/);
    expect(() => startEProcess([0])).toThrow(/greater than 0/);
  });
});

describe('the absolute test', () => {
  it('is 1 in the mean where hosts fail as often as allowed, and lower where they fail less', () => {
    const mean = (share: number) => {
      const outcomes = Array.from({ length: 2 ** 8 }, (_, bits) =>
        Array.from({ length: 8 }, (_, at) => (bits >> at) & 1),
      );
      return outcomes.reduce((sum, outcome) => {
        const failed = outcome.filter((bit) => bit === 1).length;
        const chance = share ** failed * (1 - share) ** (8 - failed);
        return (
          sum +
          chance *
            Math.exp(logAbsoluteEvidence(afterHosts(startAbsoluteTest(), failed, 8 - failed)))
        );
      }, 0);
    };
    expect(mean(0.01)).toBeCloseTo(1, 12);
    expect(mean(0.005)).toBeLessThan(1);
  });

  it('refuses to bet on a share that is allowed', () => {
    expect(() => startAbsoluteTest(0.1, [0.05])).toThrow(/lie between 0.1 and 1/);
    expect(() => startAbsoluteTest(0.1, [1])).toThrow(RangeError);
  });
});

describe('several e-values', () => {
  it('find nothing among none', () => {
    expect(discoveries([], 0.1)).toEqual([]);
  });

  it('find more, not fewer, when more may be false', () => {
    const logs = fc.array(fc.double({ min: -5, max: 20, noNaN: true }), { maxLength: 12 });
    fc.assert(
      fc.property(logs, (all) => {
        expect(discoveries(all, 0.2)).toEqual(expect.arrayContaining([...discoveries(all, 0.05)]));
      }),
    );
  });

  it('calm a greatest value smoothly from 1/2 on', () => {
    expect(Math.exp(calm(0))).toBeCloseTo(0.5, 12);
    expect(calm(0.000_999_9)).toBeCloseTo(calm(0.001_000_1), 6);
    expect(calm(3)).toBeLessThan(3);
  });
});

describe('the bound of the odds ratio', () => {
  it('says nothing of too little', () => {
    expect(oddsRatioBound([], 0.05)).toBeLessThan(1e-8);
    const one = { patched: 10, unpatched: 10, failed: 2, failedPatched: 1 };
    expect(oddsRatioBound([[one]], 0.05)).toBeLessThan(1);
  });
});
