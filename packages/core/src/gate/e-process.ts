import { type Cell, logEValue } from './cell.ts';
import { logOfMean } from './logarithm.ts';

/**
 * The odds ratios that are bet on, each with the same share of the stake: from a patch that makes
 * failing three times as likely to one that breaks every host.
 */
export const bets: readonly number[] = [3, 10, 100, 1000];

/**
 * Evidence that patched hosts fail more than unpatched ones, gathered round by round: for each bet
 * the product of its e-values over all rounds and strata (ter Schure et al., arXiv 2011.06931). Their
 * mean E can be looked at after every round: where the patch does no harm, the chance that it ever
 * reaches 1/α is at most α (Ville's inequality), however often one looks, however the rings grow, and
 * whatever else happens to all hosts alike.
 */
export interface EProcess {
  readonly bets: readonly number[];
  /** The odds ratio that is allowed. */
  readonly nullOdds: number;
  /** By bet, the natural logarithm of its product. */
  readonly logProducts: readonly number[];
}

/**
 * Evidence before the first round.
 * @param own odds ratios to bet on; those up to the allowed one are left out, since they would not
 *   bet on harm alone
 * @throws {RangeError} where none is left, or one is no odds ratio
 */
export function startEProcess(own: readonly number[] = bets, nullOdds = 1): EProcess {
  if (![...own, nullOdds].every((odds) => odds > 0 && Number.isFinite(odds))) {
    throw new RangeError('an odds ratio is greater than 0');
  }
  const above = own.filter((odds) => odds > nullOdds);
  if (above.length === 0) throw new RangeError(`no odds ratio is bet on above ${nullOdds}`);
  return { bets: above, nullOdds, logProducts: above.map(() => 0) };
}

/**
 * Evidence after one more round.
 * @param cells one per stratum
 * @throws {RangeError} where no round can have these counts
 */
export function afterRound(process: EProcess, cells: readonly Cell[]): EProcess {
  const { bets, nullOdds } = process;
  const logProducts = process.logProducts.map((log, at) =>
    cells.reduce((sum, cell) => sum + logEValue(cell, bets[at] ?? nullOdds, nullOdds), log),
  );
  return { ...process, logProducts };
}

/** ln E. */
export function logEvidence(process: EProcess): number {
  return logOfMean(process.logProducts);
}
