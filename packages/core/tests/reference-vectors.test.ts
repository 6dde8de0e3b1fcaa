/**
 * Neighbours of the gates' statistics against the reference values of others: what a gate's numbers
 * are compared with, and would be replaced by where nothing is left to compare hosts with.
 */
import { describe, expect, it } from 'vitest';
import { calm, clopperPearson, logEValue } from '../src/gate/index.ts';
import { logOfMean } from '../src/gate/logarithm.ts';
import {
  bernoulliSequence,
  bestRho,
  betaLogMixture,
  normalLogMixture,
  normalMixtureBound,
  oneSidedLogMixture,
  relativeLift,
} from './reference/confidence-sequences.ts';
import { passesToShow, wilson } from './reference/intervals.ts';
import { type Boundary, crossing, ivanova, pocockLevel } from './reference/pocock.ts';
import { safeTwoByTwo } from './reference/safe-2x2.ts';
import { seeded } from './seeded.ts';
import { expectNear, readVectors } from './vectors.ts';

type Pair = readonly [number, number];

describe('intervals of a share', () => {
  const { vectors, zeroFailureSampleSizes } = readVectors<{
    readonly vectors: readonly {
      readonly x: number;
      readonly n: number;
      readonly wilson95: Pair;
      readonly clopperPearson95: Pair;
    }[];
    readonly zeroFailureSampleSizes: {
      readonly rows: readonly {
        readonly p: number;
        readonly conf: number;
        readonly n_zero_failures: number;
      }[];
    };
  }>('binomial_intervals');

  it.each(vectors)('by Clopper and Pearson: $x of $n', ({ x, n, clopperPearson95 }) => {
    const { low, high } = clopperPearson(x, n, 0.95);
    expectNear(low, clopperPearson95[0]);
    expectNear(high, clopperPearson95[1]);
  });

  it.each(vectors)('by Wilson: $x of $n', ({ x, n, wilson95 }) => {
    // Where none succeeded the lower end is 0, and the reference has the rest of its rounding.
    for (const [at, end] of wilson(x, n, 0.95).entries()) {
      expect(Math.abs(end - (wilson95[at] ?? Number.NaN))).toBeLessThanOrEqual(1e-11);
    }
  });

  it.each(zeroFailureSampleSizes.rows)('that no failure shows: below $p with $conf', (row) => {
    const { p, conf, n_zero_failures } = row;
    expect(passesToShow(p, conf)).toBe(n_zero_failures);
    const high = (hosts: number) => clopperPearson(0, hosts, 2 * conf - 1).high;
    expect(high(n_zero_failures)).toBeLessThanOrEqual(p);
    expect(high(n_zero_failures - 1)).toBeGreaterThan(p);
  });

  it('refuse what is no count', () => {
    expect(() => clopperPearson(3, 2, 0.95)).toThrow(/3 of 2 are no counts/);
    expect(() => clopperPearson(-1, 2, 0.95)).toThrow(RangeError);
    expect(() => clopperPearson(1, 2, 1)).toThrow(/between 0 and 1, not 1/);
  });
});

describe('boundaries without a comparison', () => {
  const { rows, groupSequentialPocock_published } = readVectors<{
    readonly rows: readonly {
      readonly p0: number;
      readonly K: number;
      readonly phi: number;
      readonly pointwiseAlpha: number;
      readonly 'boundary_b_k(null=cannot stop yet)': Boundary;
      readonly overallCrossing_at_p0: number;
      readonly power: Readonly<Record<string, number>>;
    }[];
    readonly groupSequentialPocock_published: Readonly<Record<string, number | string>>;
  }>('pocock_binomial_boundaries');

  it.each(rows)('of Ivanova for $K hosts of which a share of $p0 may fail', (row) => {
    const { level, boundary } = ivanova(row.K, row.p0, row.phi);
    expectNear(level, row.pointwiseAlpha);
    expect(boundary).toEqual(row['boundary_b_k(null=cannot stop yet)']);
    expectNear(crossing(boundary, row.p0), row.overallCrossing_at_p0);
    for (const [share, power] of Object.entries(row.power)) {
      expectNear(crossing(boundary, Number(share)), power);
    }
  });

  it.each([2, 3, 4, 5])('of Pocock for %i looks', (looks) => {
    const published = Number(groupSequentialPocock_published[looks]);
    expect(pocockLevel(looks, 0.05)).toBeCloseTo(published, 4);
  });
});

describe('the safe test of two arms', () => {
  const safe = readVectors<{
    readonly vectors: readonly {
      readonly name: string;
      readonly ya: readonly number[];
      readonly yb: readonly number[];
      readonly na: number;
      readonly nb: number;
      readonly 'prior(a1,a2,b1,b2)': readonly [number, number, number, number];
      readonly E_after_each_block: readonly number[];
    }[];
    readonly nullExpectation: readonly { readonly theta: number; readonly 'E[E_4]': number }[];
    readonly published_design_numbers: Readonly<
      Record<string, { readonly nBlocksPlan: number; readonly twoSe: number }>
    >;
  }>('safe2x2');
  const balanced = { sizes: [1, 1], prior: [0.18, 0.18, 0.18, 0.18] } as const;

  it.each(safe.vectors)('$name', ({ ya, yb, na, nb, ...row }) => {
    const found = safeTwoByTwo({ sizes: [na, nb], prior: row['prior(a1,a2,b1,b2)'] }, ya, yb);
    for (const [block, e] of row.E_after_each_block.entries()) {
      expectNear(found[block] ?? Number.NaN, e);
    }
  });

  it.each(safe.nullExpectation)('has the mean known where both arms fail at $theta', (row) => {
    let mean = 0;
    for (let outcome = 0; outcome < 256; outcome += 1) {
      const bits = Array.from({ length: 8 }, (_, at) => (outcome >> at) & 1);
      const chance = bits.reduce((all, bit) => all * (bit === 1 ? row.theta : 1 - row.theta), 1);
      mean += chance * (safeTwoByTwo(balanced, bits.slice(0, 4), bits.slice(4))[3] ?? Number.NaN);
    }
    expectNear(mean, row['E[E_4]']);
  });

  it('takes as many blocks as published to see a difference of 0.3 in 80 of 100 cases', () => {
    const random = seeded(1);
    const needed = Array.from({ length: 1000 }, () => {
      const hits = (share: number) => Array.from({ length: 400 }, () => Number(random() < share));
      const reached = safeTwoByTwo(balanced, hits(0.35), hits(0.65)).findIndex((e) => e >= 20);
      return reached === -1 ? 400 : reached + 1;
    }).sort((a, b) => a - b);
    const plan = safe.published_design_numbers['balanced na=nb=1, alpha=.05, power .8, delta=.3'];
    expect(Math.abs((needed[799] ?? 0) - (plan?.nBlocksPlan ?? Number.NaN))).toBeLessThan(10);
  });
});

describe('bounds that hold at all times', () => {
  interface Published {
    readonly published: number;
    readonly ours: number;
  }
  const { confseq, growthbook } = readVectors<{
    readonly confseq: Readonly<Record<string, Published>> & {
      readonly bernoulli_confidence_interval: readonly {
        readonly x: number;
        readonly n: number;
        readonly alpha: number;
        readonly t_opt: number;
        readonly ours: Pair;
      }[];
    };
    readonly growthbook: { readonly ours: readonly number[] };
  }>('confseq_growthbook_constants');
  const rho = bestRho(100, 0.05);

  it.each([
    ['best_rho(100,.05) two-sided', rho],
    ['normal_mixture_bound(100,.05,100,.05,two-sided)', normalMixtureBound(100, 0.05, rho)],
    ['normal_log_mixture(10,100,100,.05,two-sided)', normalLogMixture(10, 100, rho)],
    ['normal_log_mixture one-sided', oneSidedLogMixture(10, 100, bestRho(100, 0.1))],
    [
      'beta_binomial_log_mixture(10,100,100,.2,.8,.05,two-sided)',
      betaLogMixture(10, 100, { g: 0.2, h: 0.8, best: 100, alpha: 0.05 }),
    ],
  ])('%s', (name, found) => {
    expectNear(found, confseq[name]?.ours ?? Number.NaN);
  });

  it.each(confseq.bernoulli_confidence_interval)('$x of $n', ({ x, n, alpha, t_opt, ours }) => {
    const [low, high] = bernoulliSequence(x, n, alpha, t_opt);
    expectNear(low, ours[0]);
    expectNear(high, ours[1]);
  });

  it('give the lift that GrowthBook gives', () => {
    for (const [at, end] of relativeLift([1396, 3000], [2422, 3461], 0.05, 5000).entries()) {
      expectNear(end, growthbook.ours[at] ?? Number.NaN);
    }
  });
});

describe('e-values of several', () => {
  const combining = readVectors<{
    readonly average_vectors: readonly { readonly e: readonly number[]; readonly avg: number }[];
    readonly 'inverse: running max needed so that A(max)>=1/alpha': readonly {
      readonly alpha: number;
      readonly max: number;
    }[];
  }>('evalue_combining');

  it.each(combining.average_vectors)('have the mean $avg', ({ e, avg }) => {
    expectNear(Math.exp(logOfMean(e.map(Math.log))), avg);
  });

  it.each(combining['inverse: running max needed so that A(max)>=1/alpha'])(
    'reach 1/α at $alpha only from $max on',
    ({ alpha, max }) => expectNear(Math.exp(calm(Math.log(max))), 1 / alpha),
  );
});

describe('the e-value of a cell', () => {
  const freireich = readVectors<{
    readonly data: Readonly<Record<'6-MP (time,event)' | 'placebo', readonly Pair[]>>;
    readonly exactSafeLogrank_6MP_vs_placebo: Readonly<Record<string, number>>;
  }>('km_freireich');
  const { '6-MP (time,event)': treated, placebo } = freireich.data;

  it.each([
    ['theta0.5', 0.5],
    ['theta0.3', 0.3],
    ['theta2(wrong side)', 2],
  ])('gives the exact logrank test of a known trial: %s', (name, odds) => {
    const times = [...treated, ...placebo].flatMap(([time, event]) => (event === 1 ? [time] : []));
    const log = [...new Set(times)].reduce((sum, at) => {
      const atRisk = (arm: readonly Pair[]) => arm.filter(([time]) => time >= at).length;
      const events = (arm: readonly Pair[]) =>
        arm.filter(([time, event]) => time === at && event === 1).length;
      const cell = {
        patched: atRisk(treated),
        unpatched: atRisk(placebo),
        failed: events(treated) + events(placebo),
        failedPatched: events(treated),
      };
      return sum + logEValue(cell, odds);
    }, 0);
    expectNear(Math.exp(log), freireich.exactSafeLogrank_6MP_vs_placebo[name] ?? Number.NaN);
  });
});
