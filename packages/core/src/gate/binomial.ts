/** Probabilities of counts. */

/** ln n! by n. */
const logFactorials: number[] = [0];

/** @param n a count */
function logFactorial(n: number): number {
  for (let at = logFactorials.length; at <= n; at += 1) {
    logFactorials.push((logFactorials[at - 1] ?? 0) + Math.log(at));
  }
  return logFactorials[n] ?? 0;
}

/** The chance of exactly k of n, each with chance p. */
export function binomial(k: number, n: number, p: number): number {
  if (p <= 0 || p >= 1) return k === (p <= 0 ? 0 : n) ? 1 : 0;
  const ways = logFactorial(n) - logFactorial(k) - logFactorial(n - k);
  return Math.exp(ways + k * Math.log(p) + (n - k) * Math.log1p(-p));
}

/** The chance of at least k of n, each with chance p. */
export function atLeast(k: number, n: number, p: number): number {
  let below = 0;
  for (let fewer = 0; fewer < k; fewer += 1) below += binomial(fewer, n, p);
  return Math.max(0, 1 - below);
}
