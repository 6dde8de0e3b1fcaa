/** Rules for several e-values at once. */

/**
 * The e-values that count as found, when at most a share `alpha` of what is found may be false: the
 * k largest, for the largest k with k · e₍ₖ₎ ≥ K/α (e-BH; Wang and Ramdas, arXiv 2009.02824). They may
 * depend on each other in any way, but are values at one time, not the greatest so far: see `calm`.
 * @param logs natural logarithms of the e-values
 * @param hypotheses K, where e-values too small to be found were left out of `logs`
 * @returns their places, ascending
 */
export function discoveries(
  logs: readonly number[],
  alpha: number,
  hypotheses = logs.length,
): readonly number[] {
  const order = logs.map((_, at) => at).sort((a, b) => (logs[b] ?? 0) - (logs[a] ?? 0));
  const needed = Math.log(hypotheses / alpha);
  const last = order.findLastIndex((at, rank) => Math.log(rank + 1) + (logs[at] ?? 0) >= needed);
  return order.slice(0, last + 1).sort((a, b) => a - b);
}

/** Nearer to 1 than this, the series is exact where the formula is not. */
const nearOne = 1e-3;

/**
 * Makes an e-value again of the greatest value an e-process ever had: A(x) = (x − 1 − ln x) / (ln x)²
 * (Shafer, Shen, Vereshchagin and Vovk 2011; needed before `discoveries`, arXiv 2501.19360).
 * @param log ln x, at least 0
 * @returns ln A(x)
 */
export function calm(log: number): number {
  // With y = ln x, A = (e^y − 1 − y)/y² = 1/2 + y/6 + y²/24 + …
  if (log < nearOne) return Math.log(1 / 2 + log / 6 + (log * log) / 24);
  return log + Math.log1p(-(1 + log) * Math.exp(-log)) - 2 * Math.log(log);
}
