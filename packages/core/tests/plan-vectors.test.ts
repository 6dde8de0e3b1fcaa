/** The model of rings against the reference's plans for 10,000 hosts. */
import { describe, expect, it } from 'vitest';
import {
  assumedDefects,
  assumedModel,
  lookAheadStarts,
  paceFor,
  planLoss,
  type TimedRing,
} from '../src/plan/index.ts';
import { expectNear, readVectors } from './vectors.ts';

interface Row {
  readonly N: number;
  readonly rho_per_h: number;
  readonly deadline: number;
  readonly sizes: readonly number[];
  readonly start_h: readonly number[];
  readonly loss: number;
  readonly exposure: number;
  readonly breakage: number;
  readonly alt: Readonly<Record<string, number>>;
}
interface Reference {
  readonly convexity: number;
  readonly install_h: number;
  readonly halt_latency_h: number;
  readonly classes: readonly (readonly [string, ...number[]])[];
  readonly rows: readonly Row[];
}
const reference = readVectors<Reference>('ring_model_N10000');

const timed = (sizes: readonly number[], starts: readonly number[]): TimedRing[] =>
  sizes.map((hosts, at) => ({ hosts, startHours: starts[at] ?? Number.NaN }));
const hourly = Array.from({ length: 24 }, (_, hour) => hour);

/** By the reference's description, the column of the table in gates.md and its entries by ρ. */
const alternatives: Readonly<Record<string, { plan: TimedRing[]; ratios: readonly number[] }>> = {
  'all at once': { plan: timed([10_000], [0]), ratios: [5150, 2078, 519, 117, 19, 2.7] },
  'Autopatch 1/9/90 at day 1/6/9': {
    plan: timed([100, 900, 9000], [24, 144, 216]),
    ratios: [5.9, 18, 42, 95, 154, 185],
  },
  'Mender blog 5/15/80 daily': { plan: timed([500, 1500, 8000], [0, 24, 48]), ratios: [] },
  'linear 24h ramp (FCOS rapid), 24 steps': {
    plan: timed(
      hourly.map(() => 10_000 / 24),
      hourly,
    ),
    ratios: [6.9, 3.7, 3.1, 5.6, 8.9, 11],
  },
  'fixed 24h plan 0.2/1/5/20/rest at 0/1.5/4/8/14h': {
    plan: timed([20, 100, 500, 2000, 7380], [0, 1.5, 4, 8, 14]),
    ratios: [1.4, 1.5, 2.7, 5.8, 9.4, 11],
  },
  'fixed 8h plan 0.5/5/30/rest at 0/1/2.5/5h': {
    plan: timed([50, 500, 3000, 6450], [0, 1, 2.5, 5]),
    ratios: [3.6, 1.8, 1.3, 2.1, 3.4, 4.0],
  },
};

it('has the assumptions of the reference', () => {
  const model = assumedModel(1);
  expect(model.outageFactor).toBe(reference.convexity);
  expect(model.installHours).toBe(reference.install_h);
  expect(model.haltLatencyHours).toBe(reference.halt_latency_h);
  const numbers = assumedDefects.map(({ prior, brokenShare, onsetHours, seenShare }) => [
    prior,
    brokenShare,
    onsetHours,
    seenShare,
  ]);
  expect(numbers).toEqual(reference.classes.map(([, ...rest]) => rest));
});

describe.each(reference.rows)('at an exposure of $rho_per_h broken hosts per hour', (row) => {
  const model = assumedModel(row.rho_per_h);

  it.each(Object.entries(row.alt))('gives the loss of %s', (name, loss) => {
    expectNear(planLoss(alternatives[name]?.plan ?? [], model).total, loss);
  });

  it('knows every other plan', () => {
    expect(Object.keys(row.alt).sort()).toEqual(Object.keys(alternatives).sort());
  });

  it('gives the loss of its own plan, as nearly as its printed sizes and starts tell it', () => {
    const corners = cornersOf(row).map((rings) => planLoss(rings, model));
    expectNear(row.exposure + row.breakage, row.loss);
    for (const part of ['exposure', 'breakage'] as const) {
      const values = corners.map((loss) => loss[part]);
      expect(row[part]).toBeGreaterThanOrEqual(Math.min(...values) * (1 - 1e-9));
      expect(row[part]).toBeLessThanOrEqual(Math.max(...values) * (1 + 1e-9));
    }
  });
});

/** Sizes are printed to 0.1 and starts to 0.01: the plans at the ends of what that leaves open. */
function cornersOf({ N, sizes, start_h }: Row): TimedRing[][] {
  let plans: TimedRing[][] = [[]];
  for (const [at, size] of sizes.entries()) {
    const isLast = at === sizes.length - 1;
    plans = plans.flatMap((plan) => {
      const rest = N - plan.reduce((sum, { hosts }) => sum + hosts, 0);
      const hosts = isLast ? [rest] : [size - 0.05, size + 0.05];
      const start = start_h[at] ?? Number.NaN;
      const starts = at === 0 ? [0] : [Math.max(0, start - 0.005), start + 0.005];
      return hosts.flatMap((hosts) => starts.map((startHours) => [...plan, { hosts, startHours }]));
    });
  }
  return plans;
}

describe('the table of losses relative to the best plan', () => {
  const cells = Object.entries(alternatives).flatMap(([name, { plan, ratios }]) =>
    ratios.map((ratio, at) => ({ name, plan, ratio, row: reference.rows[at] as Row })),
  );
  it.each(cells)('$row.rho_per_h: $name is $ratio', ({ plan, ratio, row }) => {
    const found = planLoss(plan, assumedModel(row.rho_per_h)).total / row.loss;
    expect(Math.abs(found / ratio - 1)).toBeLessThan(0.05);
  });
});

describe('the look-ahead rule', () => {
  const sizes = {
    '24h': [20, 100, 500, 2000, 7380],
    '8h': [50, 500, 3000, 6450],
    'all-at-once': [10_000],
  };
  const loss = (sizes: readonly number[], row: Row) => {
    const model = assumedModel(row.rho_per_h);
    return planLoss(lookAheadStarts(sizes, model, row.deadline), model).total;
  };

  it.each(reference.rows)('finds the best starts for the best sizes, at $rho_per_h', (row) => {
    expect(loss(row.sizes, row) / row.loss).toBeLessThan(1.01);
  });

  it.each(reference.rows)(
    'makes presets lose little more than the best plan, at $rho_per_h',
    (row) => {
      const found = loss(sizes[paceFor(row.rho_per_h)], row);
      expect(found / row.loss).toBeLessThan(1.15);
      for (const [name, preset] of Object.entries(row.alt)) {
        if (name.startsWith('fixed')) expect(found).toBeLessThan(preset);
      }
    },
  );
});
