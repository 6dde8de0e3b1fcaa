/** The normal distribution, for reference values. */

/** Φ(x), by its series around 0; for |x| up to about 6. */
export function normalBelow(x: number): number {
  let term = x;
  let sum = x;
  for (let odd = 3; Math.abs(term) > 1e-18 * Math.abs(sum); odd += 2) {
    term *= (x * x) / odd;
    sum += term;
  }
  return 1 / 2 + (sum * Math.exp((-x * x) / 2)) / Math.sqrt(2 * Math.PI);
}

/** The x at which a function that rises from below 0 to above is 0. */
export function rootOf(rising: (x: number) => number, low: number, high: number): number {
  let [below, above] = [low, high];
  for (let step = 0; step < 200; step += 1) {
    const middle = (below + above) / 2;
    if (rising(middle) < 0) below = middle;
    else above = middle;
  }
  return (below + above) / 2;
}

/** The x with Φ(x) = p. */
export function normalQuantile(p: number): number {
  return rootOf((x) => normalBelow(x) - p, -6, 6);
}
