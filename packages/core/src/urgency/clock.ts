import type { Reading } from './reading.ts';

/** Advisories that the same updates close, as exposure shares them between hosts. */
export interface ClosedList {
  readonly closes: readonly string[];
  /** ISO date from which an update was there that closes them. */
  readonly published: string;
}

/** How soon, and which advisory says so. */
export interface Clock {
  readonly advisory: string;
  /** Position in the policy's tiers. */
  readonly tier: number;
  /** Milliseconds since 1970; null until the next upgrade. */
  readonly dueMs: number | null;
  readonly fromMs: number;
}

/** What directives order on some hosts: advisories, each since when. */
export type Orders = ReadonlyMap<string, Reading>;

export const notOrdered: Reading = {
  believed: ['no'],
  possible: ['no'],
  source: 'no directive in force names it',
  asOf: null,
  assumed: false,
  event: null,
};

/**
 * The one that ends first; of equals the more urgent tier, then the first. What is over is over,
 * whether for a day or for years: there the tier counts first.
 */
export function sooner<T extends Pick<Clock, 'dueMs' | 'tier'>>(
  a: T | null,
  b: T | null,
  nowMs: number,
): T | null {
  if (a === null || b === null) return a ?? b;
  const [dueA, dueB] = [a.dueMs ?? Number.POSITIVE_INFINITY, b.dueMs ?? Number.POSITIVE_INFINITY];
  const areOver = dueA <= nowMs && dueB <= nowMs;
  if (areOver && a.tier !== b.tier) return a.tier < b.tier ? a : b;
  if (dueA !== dueB) return dueA < dueB ? a : b;
  return b.tier < a.tier ? b : a;
}
