import { type Cell, logEValue } from './cell.ts';
import { bets } from './e-process.ts';
import { logOfMean } from './logarithm.ts';

/** Odds ratios that are looked at, from one to the other, as natural logarithms. */
const range = { low: Math.log(1e-9), high: Math.log(1e9) };

/** Steps of halving; each gives one binary digit. */
const halvings = 80;

/**
 * How much more likely patched hosts fail, at least: the lower end of the odds ratios w₀ that are not
 * refuted at level α, those for which the mean over all bets of Π e(w against w₀) is below 1/α. It
 * holds at all times at once with confidence 1 − α, where the odds ratio does not change.
 * @param rounds one list of cells, one per stratum, for each round
 * @returns at least 1e-9, for nothing
 */
export function oddsRatioBound(rounds: readonly (readonly Cell[])[], alpha: number): number {
  const cells = rounds.flat();
  const evidence = (log: number) => logEvidenceAgainst(cells, Math.exp(log));
  const isRefuted = (log: number) => evidence(log) >= -Math.log(alpha);
  if (!isRefuted(range.low)) return Math.exp(range.low);
  return Math.exp(boundary(isRefuted, range.low, leastOf(evidence)));
}

function logEvidenceAgainst(cells: readonly Cell[], nullOdds: number): number {
  const logProduct = (odds: number) =>
    cells.reduce((sum, cell) => sum + logEValue(cell, odds, nullOdds), 0);
  return logOfMean(bets.map(logProduct));
}

/** The odds ratio that fits best: the evidence against w₀ is convex in ln w₀. */
function leastOf(evidence: (log: number) => number): number {
  let { low, high } = range;
  for (let step = 0; step < halvings; step += 1) {
    const third = (high - low) / 3;
    if (evidence(low + third) <= evidence(high - third)) high -= third;
    else low += third;
  }
  return (low + high) / 2;
}

/** Where something ceases to be true that is at `low` and perhaps not at `high`. */
function boundary(isTrue: (at: number) => boolean, low: number, high: number): number {
  for (let step = 0; step < halvings; step += 1) {
    const middle = (low + high) / 2;
    if (isTrue(middle)) low = middle;
    else high = middle;
  }
  return low;
}
