/**
 * The chance that a Poisson count is below `least`. Terms are kept as logarithms, so that neither a
 * large mean nor a large bound loses them.
 * @param least a count, or infinity
 * @param mean at least 0
 */
export function chanceOfFewer(least: number, mean: number): number {
  if (least === Number.POSITIVE_INFINITY || mean === 0) return least > 0 ? 1 : 0;
  let logTerm = -mean;
  let sum = 0;
  for (let count = 0; count < least; count += 1) {
    if (count > 0) logTerm += Math.log(mean / count);
    sum += Math.exp(logTerm);
    if (count > mean && logTerm < -80) break;
  }
  return Math.min(1, sum);
}
