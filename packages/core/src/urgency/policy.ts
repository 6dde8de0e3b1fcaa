import { type Input, valuesOf } from './point.ts';

export interface Tier {
  readonly key: string;
  readonly name: string;
  /** How long one may take; null until the next upgrade. */
  readonly hours: number | null;
  readonly evidenceFirst: boolean;
}

/** A policy that was checked: it has an answer for everything that it may be asked. */
export interface Policy {
  readonly id: string;
  readonly title: string;
  readonly source: string;
  /** The most urgent first. */
  readonly tiers: readonly Tier[];
  readonly inputs: readonly Input[];
  /** For each combination of values, the first input's slowest to change, the position of its row. */
  readonly rowAt: Uint16Array;
  readonly rows: readonly PolicyRow[];
}

export interface PolicyRow {
  /** By input; null where the row holds for every value. */
  readonly cells: readonly (string | null)[];
  /** Position in `tiers`. */
  readonly tier: number;
}

/** The places of all combinations that the cells fit. */
export function placesOf(
  inputs: readonly Input[],
  cells: readonly (string | readonly string[] | null)[],
): readonly number[] {
  let places: readonly number[] = [0];
  for (const [column, input] of inputs.entries()) {
    const values = valuesOf(input);
    const cell = cells[column] ?? values;
    const wanted = typeof cell === 'string' ? [cell] : cell;
    const steps = wanted.map((value) => values.indexOf(value));
    places = places.flatMap((place) => steps.map((step) => place * values.length + step));
  }
  return places;
}

/** The values that make a combination's place, by input. */
export function valuesAt(inputs: readonly Input[], place: number): readonly string[] {
  const found: string[] = [];
  let rest = place;
  for (const input of inputs.toReversed()) {
    const values = valuesOf(input);
    found.unshift(values[rest % values.length] ?? '');
    rest = Math.floor(rest / values.length);
  }
  return found;
}
