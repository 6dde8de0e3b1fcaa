/** Bounds that hold at all times (Howard, Ramdas, McAuliffe and Sekhon, Annals of Statistics 2021). */
import { normalBelow, rootOf } from './normal.ts';

/** The normal mixture's parameter that is best at intrinsic time v. */
export function bestRho(v: number, alpha: number): number {
  const twice = 2 * Math.log(1 / alpha);
  return v / (twice + Math.log(1 + twice));
}

export function normalMixtureBound(v: number, alpha: number, rho: number): number {
  return Math.sqrt((v + rho) * (Math.log(1 + v / rho) + 2 * Math.log(1 / alpha)));
}

/** ln of the two-sided normal mixture at sum s and intrinsic time v. */
export function normalLogMixture(s: number, v: number, rho: number): number {
  return Math.log(rho / (v + rho)) / 2 + (s * s) / (2 * (v + rho));
}

/** The same of the one-sided. */
export function oneSidedLogMixture(s: number, v: number, rho: number): number {
  const above = normalBelow(s / Math.sqrt(v + rho));
  return normalLogMixture(s, v, rho) + Math.log(2) + Math.log(above);
}

/** Bounded steps, from −g to h, and the time at which the mixture is best. */
export interface BetaMixture {
  readonly g: number;
  readonly h: number;
  readonly best: number;
  readonly alpha: number;
}

/** ln of the two-sided beta-binomial mixture. */
export function betaLogMixture(s: number, v: number, mixture: BetaMixture): number {
  const { g, h, best, alpha } = mixture;
  const range = g + h;
  const rho = Math.max(bestRho(best, alpha) - g * h, 1e-3 * g * h);
  const up = rho / (h * range);
  const down = rho / (g * range);
  const steps = v / (g * h);
  const ups = (g * steps + s) / range;
  const usual = ups * Math.log(g / range) + (steps - ups) * Math.log(h / range);
  return logBeta(up + ups, down + steps - ups) - logBeta(up, down) - usual;
}

/** The shares that so many of a sequence do not refute, at any time. */
export function bernoulliSequence(
  count: number,
  of: number,
  alpha: number,
  best: number,
): [number, number] {
  const evidence = (share: number) => {
    const spread = share * (1 - share);
    const mixture = { g: share, h: 1 - share, best: best * spread, alpha };
    return betaLogMixture(count - share * of, of * spread, mixture) - Math.log(1 / alpha);
  };
  const share = count / of;
  return [
    evidence(1e-12) < 0 ? 0 : rootOf((at) => -evidence(at), 1e-12, share),
    rootOf(evidence, share, 1 - 1e-12),
  ];
}

function logBeta(a: number, b: number): number {
  return logGamma(a) + logGamma(b) - logGamma(a + b);
}

/** Stirling's series, after moving x to where it is exact. */
function logGamma(x: number): number {
  let shift = 0;
  let at = x;
  for (; at < 15; at += 1) shift -= Math.log(at);
  const inverse = 1 / (at * at);
  const series = (1 / 12 - inverse * (1 / 360 - inverse * (1 / 1260 - inverse / 1680))) / at;
  return shift + (at - 1 / 2) * Math.log(at) - at + Math.log(2 * Math.PI) / 2 + series;
}

/**
 * How much more likely the second of two shares is, and bounds that hold at all times asymptotically
 * (Waudby-Smith et al., arXiv 2103.06476; as GrowthBook's sequential test).
 * @param tuned the number of both at which they are narrowest
 */
export function relativeLift(
  [hitsA, ofA]: readonly [number, number],
  [hitsB, ofB]: readonly [number, number],
  alpha: number,
  tuned: number,
): [lift: number, low: number, high: number] {
  const [a, b, n] = [hitsA / ofA, hitsB / ofB, ofA + ofB];
  const lift = b / a - 1;
  const variance = (b * (1 - b)) / (a * a * ofB) + ((1 - a) * b * b) / (a ** 3 * ofA);
  const twice = -2 * Math.log(alpha);
  const spread = (n * (twice + Math.log(twice + 1))) / tuned + 1;
  const log = Math.log(Math.sqrt(spread) / alpha);
  const half = Math.sqrt((variance * 2 * spread * log) / (spread - 1));
  return [lift, lift - half, lift + half];
}
