/** Boundaries for stopping when too many of the first hosts fail, with nothing to compare with. */
import { normalBelow, rootOf } from './normal.ts';

/** By the number of hosts seen, from 1, how many failures stop; null where not even all do. */
export type Boundary = readonly (number | null)[];

/** By number of hosts and failures, the chance of at least so many. */
function tails(hosts: number, share: number): readonly (readonly number[])[] {
  let exactly = [1];
  return Array.from({ length: hosts }, () => {
    const before = exactly;
    exactly = Array.from(
      { length: before.length + 1 },
      (_, k) => (before[k] ?? 0) * (1 - share) + (before[k - 1] ?? 0) * share,
    );
    let sum = 0;
    return exactly
      .toReversed()
      .map((chance) => {
        sum += chance;
        return sum;
      })
      .toReversed();
  });
}

/** The chance that a boundary is ever reached. */
export function crossing(boundary: Boundary, share: number): number {
  let [crossed, going] = [0, [1]];
  for (const stop of boundary) {
    const before: readonly number[] = going;
    going = Array.from({ length: before.length + 1 }, (_, k) => {
      return (before[k] ?? 0) * (1 - share) + (before[k - 1] ?? 0) * share;
    });
    for (let k = stop ?? going.length; k < going.length; k += 1) {
      crossed += going[k] ?? 0;
      going[k] = 0;
    }
  }
  return crossed;
}

/**
 * The boundary that stops wherever as many failures have at most a chance a, for the largest a with
 * which the chance to ever stop is at most φ (Ivanova, Qaqish and Schell, Biometrics 61, 2005).
 */
export function ivanova(hosts: number, share: number, phi: number) {
  const all = tails(hosts, share);
  const boundaryAt = (a: number): Boundary =>
    all.map((tail) => {
      const least = tail.findIndex((chance) => chance <= a);
      return least === -1 ? null : least;
    });
  const levels = [...new Set(all.flat())].sort((a, b) => a - b);
  let low = 0;
  let high = levels.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (crossing(boundaryAt(levels[middle] ?? 1), share) <= phi) low = middle;
    else high = middle;
  }
  const level = levels[low] ?? 0;
  return { level, boundary: boundaryAt(level) };
}

/** Points of Simpson's rule; odd. */
const points = 161;

/**
 * The level of each of several equally spaced looks at a normal mean, the same for all, with which
 * the chance to ever stop is α (Pocock 1977).
 */
export function pocockLevel(looks: number, alpha: number): number {
  const bound = rootOf((at) => goingOn(looks, at) - (1 - alpha), 1, 4);
  return 2 * normalBelow(-bound);
}

/** The chance that |Sₖ|/√k is below the bound at every look. */
function goingOn(looks: number, bound: number): number {
  let sums = [{ at: 0, weight: 1 }];
  for (let look = 1; look <= looks; look += 1) {
    const before = sums;
    const half = bound * Math.sqrt(look);
    const step = (2 * half) / (points - 1);
    sums = Array.from({ length: points }, (_, point) => {
      const at = -half + point * step;
      const density = before.reduce(
        (sum, one) => sum + one.weight * Math.exp(-((at - one.at) ** 2) / 2),
        0,
      );
      const simpson = point === 0 || point === points - 1 ? 1 : 2 + 2 * (point % 2);
      return { at, weight: (density / Math.sqrt(2 * Math.PI)) * ((simpson * step) / 3) };
    });
  }
  return sums.reduce((sum, { weight }) => sum + weight, 0);
}
