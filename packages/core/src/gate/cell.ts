/**
 * What one round of looking saw in one stratum. All hosts counted were healthy before the rollout,
 * have not failed since, and were to be heard of in this round.
 */
export interface Cell {
  /** Hosts with the patch that could still fail, just before the round. */
  readonly patched: number;
  /** Hosts without it that could. */
  readonly unpatched: number;
  /** How many of both failed for the first time in this round. */
  readonly failed: number;
  /** How many of those have the patch. */
  readonly failedPatched: number;
}

/** In words what is wrong with counts that no round can have; null where nothing is. */
export function cellFault(cell: Cell): string | null {
  const { patched, unpatched, failed, failedPatched } = cell;
  const counts = Object.entries(cell).find(
    ([, count]) => !Number.isSafeInteger(count) || count < 0,
  );
  if (counts !== undefined) return `${counts[0]} is not a count: ${counts[1]}`;
  if (failedPatched > failed) return `${failedPatched} patched hosts of only ${failed} that failed`;
  if (failedPatched > patched) return `${failedPatched} of ${patched} patched hosts failed`;
  if (failed - failedPatched > unpatched) {
    return `${failed - failedPatched} of ${unpatched} unpatched hosts failed`;
  }
  return null;
}

/**
 * How much better a round is explained by patched hosts whose odds to fail are higher than by ones
 * whose odds are not: the e-value of ter Schure, Pérez-Ortiz, Ly and Grünwald (arXiv 2011.06931,
 * section 3.1), with ties by Fisher's noncentral hypergeometric law,
 *
 *     e = w^z · Z(w₀) / (w₀^z · Z(w)),   Z(w) = Σ_j C(m,j) · C(n,k−j) · w^j,
 *
 * whose mean is 1 where the odds ratio is w₀, and lower where it is less. Nothing can be learned
 * from a round without a failure, or with only one kind of host: that gives 1.
 *
 * @param odds w, the odds ratio that is bet on; greater than `nullOdds`
 * @param nullOdds w₀, the odds ratio that is allowed; 1 where patched hosts may not fail more
 * @returns the natural logarithm
 * @throws {RangeError} where no round can have these counts
 */
export function logEValue(cell: Cell, odds: number, nullOdds = 1): number {
  const fault = cellFault(cell);
  if (fault !== null) throw new RangeError(fault);
  const { patched, unpatched, failed, failedPatched } = cell;
  if (failed === 0 || patched === 0 || unpatched === 0) return 0;
  const least = Math.max(0, failed - unpatched);
  const gain = (failedPatched - least) * Math.log(odds / nullOdds);
  return gain + logSum(cell, least, nullOdds) - logSum(cell, least, odds);
}

/** Above this, the sum is made smaller, so that it never overflows. */
const tooLarge = 2 ** 900;

/** ln(Z(w) / t), where t is the sum's first term, at j = `least`. */
function logSum({ patched, unpatched, failed }: Cell, least: number, odds: number): number {
  let term = 1;
  let sum = 1;
  let log = 0;
  for (let j = least; j < Math.min(failed, patched); j += 1) {
    const rest = unpatched - failed + j + 1;
    term *= ((patched - j) / (j + 1)) * ((failed - j) / rest) * odds;
    sum += term;
    if (sum > tooLarge) {
      term /= tooLarge;
      sum /= tooLarge;
      log += Math.log(tooLarge);
    }
  }
  return log + Math.log(sum);
}
