/** Every number of the gates against the reference values of others. */
import { describe, expect, it } from 'vitest';
import {
  afterHosts,
  afterRound,
  calm,
  detectionPower,
  discoveries,
  failuresToHalt,
  logAbsoluteEvidence,
  logEValue,
  logEvidence,
  oddsRatioBound,
  ringToSee,
  startAbsoluteTest,
  startEProcess,
} from '../src/gate/index.ts';
import { type CellRow, cellOf, expectNear, readVectors } from './vectors.ts';

interface EProcessVectors {
  readonly vectors: readonly {
    readonly name: string;
    readonly omega0: number;
    readonly grid_used?: readonly number[];
    readonly rounds_cells_m_n_k_z: readonly (readonly CellRow[])[];
    readonly out: readonly { readonly perOmega: readonly number[]; readonly E: number }[];
  }[];
  readonly patchedOnlyFailuresToHalt: readonly Readonly<Record<string, number>>[];
  readonly published_check: {
    readonly published: { readonly eLess: number; readonly eGreater: number };
  };
  readonly validity: {
    readonly singleCellExpectation: readonly {
      readonly m: number;
      readonly n: number;
      readonly k: number;
      readonly trueOmega: number;
      readonly 'E[e]': number;
    }[];
  };
}
const main = readVectors<EProcessVectors>('main_hypergeometric_eprocess');

describe('the e-process', () => {
  it.each(main.vectors)('$name', ({ omega0, grid_used, rounds_cells_m_n_k_z, out }) => {
    let process = startEProcess(grid_used, omega0);
    for (const [at, rows] of rounds_cells_m_n_k_z.entries()) {
      process = afterRound(process, rows.map(cellOf));
      expectNear(Math.exp(logEvidence(process)), out[at]?.E ?? Number.NaN);
      const products = process.logProducts.map(Math.exp);
      for (const [bet, product] of products.entries()) {
        expectNear(product, out[at]?.perOmega[bet] ?? Number.NaN);
      }
    }
  });

  it('gives the published example of safestats to its printed digits', () => {
    const y0 = [5, 4, 3, 3, 2, 1];
    const y1 = [5, 5, 4, 2, 2, 0];
    const failed1 = [0, 0, 1, 0, 1, 0];
    const failed0 = [1, 1, 0, 1, 0, 1];
    const cells = y1.map((patched, at) => ({
      patched,
      unpatched: y0[at] ?? 0,
      failed: (failed1[at] ?? 0) + (failed0[at] ?? 0),
      failedPatched: failed1[at] ?? 0,
    }));
    const evidence = (odds: number) =>
      Math.exp(cells.reduce((sum, cell) => sum + logEValue(cell, odds), 0));
    const { eLess, eGreater } = main.published_check.published;
    expect(evidence(0.7)).toBeCloseTo(eLess, 6);
    expect(evidence(1 / 0.7)).toBeCloseTo(eGreater, 7);
  });

  it.each(main.patchedOnlyFailuresToHalt)(
    'needs as many failures as known: $N hosts, $m patched',
    (row) => {
      for (const alpha of [0.05, 0.01, 0.001]) {
        expect(oneByOne(row['N'] ?? 0, row['m'] ?? 0, alpha)).toBe(
          row[`patchedOnlyFailuresToHalt_alpha${alpha}`],
        );
      }
    },
  );

  it.each(main.validity.singleCellExpectation)(
    'has the mean known for $m, $n, $k at odds $trueOmega',
    (row) => {
      const { m: patched, n: unpatched, k: failed, trueOmega } = row;
      let total = 0;
      let mean = 0;
      for (
        let failedPatched = Math.max(0, failed - unpatched);
        failedPatched <= Math.min(failed, patched);
        failedPatched += 1
      ) {
        const weight =
          ways(patched, failedPatched) *
          ways(unpatched, failed - failedPatched) *
          trueOmega ** failedPatched;
        const process = afterRound(startEProcess(), [
          { patched, unpatched, failed, failedPatched },
        ]);
        total += weight;
        mean += weight * Math.exp(logEvidence(process));
      }
      expectNear(mean / total, row['E[e]']);
    },
  );
});

/** How many patched hosts must fail, one each round and no other host, until E reaches 1/α. */
function oneByOne(hosts: number, patched: number, alpha: number): number {
  let process = startEProcess();
  for (let failures = 1; failures <= patched; failures += 1) {
    const cell = {
      patched: patched - failures + 1,
      unpatched: hosts - patched,
      failed: 1,
      failedPatched: 1,
    };
    process = afterRound(process, [cell]);
    if (logEvidence(process) >= -Math.log(alpha)) return failures;
  }
  return Number.NaN;
}

function ways(of: number, chosen: number): number {
  let product = 1;
  for (let at = 0; at < chosen; at += 1) product *= (of - at) / (at + 1);
  return product;
}

describe('where a common test fails at small numbers', () => {
  const { rows } = readVectors<{
    readonly rows: readonly {
      readonly controls: readonly [number, number];
      readonly canaries: readonly [number, number];
      readonly E_mixture_single_cell: number;
    }[];
  }>('growthbook_small_n');

  it.each(rows)('sees $canaries of canaries against $controls', (row) => {
    const [failedPatched, patched] = row.canaries;
    const [others, unpatched] = row.controls;
    const cell = { patched, unpatched, failed: failedPatched + others, failedPatched };
    expectNear(
      Math.exp(logEvidence(afterRound(startEProcess(), [cell]))),
      row.E_mixture_single_cell,
    );
  });
});

interface OtherVectors {
  readonly absolute: {
    readonly vectors: readonly {
      readonly p0: number;
      readonly grid: readonly number[];
      readonly y: readonly (0 | 1)[];
      readonly E: readonly number[];
    }[];
  };
  readonly attribution: {
    readonly vectors: readonly {
      readonly patched: number;
      readonly inSubgroup: number;
      readonly failures: number;
      readonly inSubgroupFailures: number;
      readonly E: number;
    }[];
  };
  readonly oddsRatioCS: {
    readonly vectors: readonly {
      readonly cells: readonly CellRow[];
      readonly alpha: number;
      readonly oddsRatioLower: number;
    }[];
  };
}
const others = readVectors<OtherVectors>('absolute_attribution_cs');

describe('the absolute test', () => {
  it.each(others.absolute.vectors)('follows $y', ({ p0, grid, y, E }) => {
    let test = startAbsoluteTest(p0, grid);
    for (const [at, failed] of y.entries()) {
      test = afterHosts(test, failed, 1 - failed);
      expectNear(Math.exp(logAbsoluteEvidence(test)), E[at] ?? Number.NaN);
    }
  });
});

describe('attribution', () => {
  it.each(others.attribution.vectors)(
    'finds $inSubgroupFailures of $failures failures in $inSubgroup of $patched',
    ({ patched, inSubgroup, failures, inSubgroupFailures, E }) => {
      const cell = cellOf([inSubgroup, patched - inSubgroup, failures, inSubgroupFailures]);
      expectNear(Math.exp(logEvidence(afterRound(startEProcess(), [cell]))), E);
    },
  );
});

describe('the bound of the odds ratio', () => {
  it.each(others.oddsRatioCS.vectors)(
    'at $alpha for $cells',
    ({ cells, alpha, oddsRatioLower }) => {
      const rounds = cells.map((row) => [cellOf(row)]);
      expectNear(oddsRatioBound(rounds, alpha), oddsRatioLower);
    },
  );
});

describe('e-values of several', () => {
  const combining = readVectors<{
    readonly eBH_vectors: readonly {
      readonly e: readonly number[];
      readonly alpha: number;
      readonly rejectedIdx: readonly number[];
    }[];
    readonly adjuster_vectors: readonly { readonly max: number; readonly A: number }[];
  }>('evalue_combining');

  it.each(combining.eBH_vectors)('found among $e at $alpha', ({ e, alpha, rejectedIdx }) => {
    expect(discoveries(e.map(Math.log), alpha)).toEqual(rejectedIdx);
  });

  it.each(combining.adjuster_vectors)('calmed from $max', ({ max, A }) => {
    expectNear(Math.exp(calm(Math.log(max))), A);
  });
});

describe('what a ring can see', () => {
  const detection = readVectors<{
    readonly power: readonly (Readonly<Record<string, unknown>> & {
      readonly N: number;
      readonly m: number;
      readonly baselineWindowRate: number;
    })[];
    readonly ringSizeToSeeSubset: readonly Readonly<Record<string, number>>[];
  }>('detection_sizes');

  it.each(detection.power)('of $N hosts, $m patched, $baselineWindowRate failing anyway', (row) => {
    const unpatched = row.N - row.m;
    const look = { patched: row.m, unpatched, usualShare: row.baselineWindowRate };
    const typical = Math.floor(unpatched * row.baselineWindowRate);
    for (const alpha of [0.05, 0.01]) {
      const needed = row['zMinIfTypicalControls'] as Readonly<Record<string, number>>;
      expect(failuresToHalt(row.m, unpatched, typical, alpha)).toBe(needed[alpha]);
      for (const broken of [0, 0.02, 0.05, 0.1, 0.2, 0.5, 1]) {
        const powers = row[`P(E>=1/a) extra break prob ${broken}`] as Readonly<
          Record<string, number>
        >;
        expect(detectionPower(look, broken, alpha), `${broken} at ${alpha}`).toBeCloseTo(
          powers[alpha] ?? -1,
          4,
        );
      }
    }
  });

  it.each(detection.ringSizeToSeeSubset)('of a share of $phi', (row) => {
    const share = row['phi'] ?? 0;
    expectRing(ringToSee(share, 1, 0.95), row['m for P(>=1)=.95']);
    expectRing(ringToSee(share, 2, 0.95), row['m for P(>=2)=.95']);
    expectRing(ringToSee(share, 2, 0.8), row['m for P(>=2)=.80']);
  });

  it('is the smallest ring, where the reference has one some hosts larger', () => {
    const seen = (hosts: number) => 1 - 0.999 ** hosts - hosts * 0.001 * 0.999 ** (hosts - 1);
    expect(ringToSee(0.001, 2, 0.95)).toBe(4742);
    expect(seen(4742)).toBeGreaterThan(0.95);
    expect(seen(4741)).toBeLessThan(0.95);
  });
});

/** The reference looked for the largest rings in steps, and can be up to one in a thousand above. */
function expectRing(found: number, expected = Number.NaN): void {
  expect(found).toBeLessThanOrEqual(expected);
  expect(found).toBeGreaterThanOrEqual(Math.floor(expected * 0.999));
}
