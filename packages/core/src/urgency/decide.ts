import { type Condition, conditionsOf } from './conditions.ts';
import { type Input, inputName } from './point.ts';
import { type Policy, placesOf, type Tier, valuesAt } from './policy.ts';
import type { Reading } from './reading.ts';

/** A policy's answer, with what it rests on. */
export interface Decision {
  readonly tier: Tier;
  /** One for each input of the policy, in its order. */
  readonly reasons: readonly Reason[];
  /** What the answer would be if an assumption is wrong, the most urgent first. */
  readonly alternatives: readonly Alternative[];
}

export interface Reason {
  readonly input: string;
  readonly value: string;
  readonly source: string;
  /** ISO date of the source; null for none. */
  readonly asOf: string | null;
  /** Nobody has said so: of what it may be, the value with the most urgent answer. */
  readonly assumed: boolean;
  /** The table's row names this input: without it the answer might be another. */
  readonly counts: boolean;
}

export interface Alternative {
  readonly tier: Tier;
  readonly if: readonly Condition[];
}

/**
 * The most urgent answer for all that is believed, and every other for all that is possible.
 * @param readings one for each input of the policy, in its order
 */
export function decide(policy: Policy, readings: readonly Reading[]): Decision {
  const { inputs, rows, tiers } = policy;
  const place = mostUrgent(
    policy,
    placesOf(
      inputs,
      readings.map(({ believed }) => believed),
    ),
  );
  const row = rows[policy.rowAt[place] ?? -1];
  const tier = tiers[row?.tier ?? -1];
  if (row === undefined || tier === undefined) throw new Error(`${policy.id} has a hole`);
  const values = valuesAt(inputs, place);
  return {
    tier,
    reasons: inputs.map((input, at) => reasonOf(input, readings[at], values[at], row.cells[at])),
    alternatives: alternatives(policy, readings, row.tier),
  };
}

/** Of places with the same tier the last, whose values are the worst. */
function mostUrgent(policy: Policy, places: readonly number[]): number {
  return places.reduce((best, place) =>
    tierAt(policy, place) <= tierAt(policy, best) ? place : best,
  );
}

/** Position of the tier that counts for what is believed. */
export function mostUrgentTier(policy: Policy, readings: readonly Pick<Reading, 'believed'>[]) {
  const places = placesOf(
    policy.inputs,
    readings.map(({ believed }) => believed),
  );
  return Math.min(...places.map((place) => tierAt(policy, place)));
}

function tierAt({ rowAt, rows }: Policy, place: number): number {
  return rows[rowAt[place] ?? -1]?.tier ?? -1;
}

function reasonOf(
  input: Input,
  reading: Reading | undefined,
  value: string | undefined,
  cell: string | null | undefined,
): Reason {
  if (reading === undefined || value === undefined) {
    throw new Error(`nothing was read for ${inputName(input)}`);
  }
  const { source, asOf, assumed } = reading;
  return { input: inputName(input), value, source, asOf, assumed, counts: cell != null };
}

function alternatives(
  policy: Policy,
  readings: readonly Reading[],
  answered: number,
): readonly Alternative[] {
  const open = readings.map(({ possible }) => possible);
  if (open.every(({ length }) => length === 1)) return [];
  const byTier = Map.groupBy(placesOf(policy.inputs, open), (place) => tierAt(policy, place));
  return [...byTier]
    .filter(([tier]) => tier !== answered)
    .sort(([a], [b]) => a - b)
    .flatMap(([at, places]) => {
      const tier = policy.tiers[at];
      if (tier === undefined) return [];
      return conditionsOf(policy.inputs, open, places).map((conditions) => ({
        tier,
        if: conditions,
      }));
    });
}
