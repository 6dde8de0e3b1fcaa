/** How many hosts of each stratum go where; counts only, so that which hosts is left to the lot. */

/** Takes away what rounding adds to or takes from a sum that is a whole number. */
const rounding = 1e-9;

/**
 * Whole numbers whose running sums stay within one of those of the given ones; where these have a
 * whole sum, so have the results the same.
 */
function roundRunning(values: readonly number[]): readonly number[] {
  let sum = 0;
  return values.map((value) => {
    const before = Math.floor(sum + rounding);
    sum += value;
    return Math.floor(sum + rounding) - before;
  });
}

/** Between which shares the held-back part of a stratum must lie, where it has ten hosts or more. */
const heldBounds = { least: 0.05, most: 0.1 };

/**
 * How many hosts of each stratum are held back: the share, rounded so that the fleet's sum is right.
 * A stratum of ten hosts or more keeps within 5 to 10 % if the share does; of smaller ones, some hold
 * one back and some none.
 */
export function heldQuotas(sizes: readonly number[], share: number): readonly number[] {
  const isBounded = share >= heldBounds.least && share <= heldBounds.most;
  let missing = 0;
  return sizes.map((size) => {
    const exact = size * share;
    const low = isBounded && size >= 10 ? Math.ceil(heldBounds.least * size - rounding) : 0;
    const high = isBounded && size >= 10 ? Math.floor(heldBounds.most * size + rounding) : size;
    const near = Math.floor(exact) + (missing + exact - Math.floor(exact) >= 0.5 ? 1 : 0);
    const held = Math.min(high, Math.max(low, near));
    missing += exact - held;
    return held;
  });
}

/** What a stratum has for the first ring. */
export interface CanarySource {
  readonly hosts: number;
  /** Hosts that can be canaries: online, not held back, and never the whole stratum. */
  readonly eligible: number;
}

/** How many canaries show whether a stratum breaks: two or three, one where there are just two hosts. */
function canariesOf(hosts: number): number {
  if (hosts < 3) return hosts - 1;
  return hosts < 6 ? 2 : 3;
}

/**
 * How many hosts of each stratum are in the first ring: two or three of each, and the rest of the
 * ring in proportion to size. Where the ring is too small for that, two of each, or one, or one of
 * each of the largest.
 */
export function canaryQuotas(strata: readonly CanarySource[], ring: number): readonly number[] {
  const least = leastCanaries(strata, ring);
  const from = strata.map(({ hosts, eligible }, at) => ({
    hosts,
    eligible,
    least: least[at] ?? 0,
  }));
  const quotasAt = (share: number) =>
    from.map(({ hosts, eligible, least }) => Math.min(eligible, Math.max(least, share * hosts)));
  let [low, high] = [0, 1];
  for (let halving = 0; halving < 60; halving += 1) {
    const share = (low + high) / 2;
    if (total(quotasAt(share)) < ring) low = share;
    else high = share;
  }
  return roundRunning(quotasAt(high));
}

function leastCanaries(strata: readonly CanarySource[], ring: number): readonly number[] {
  for (const most of [3, 2, 1]) {
    const least = strata.map(({ hosts, eligible }) => Math.min(most, eligible, canariesOf(hosts)));
    if (total(least) <= ring) return least;
  }
  const largest = strata
    .map(({ hosts, eligible }, at) => ({ hosts, eligible, at }))
    .filter(({ eligible }) => eligible > 0)
    .sort((a, b) => b.hosts - a.hosts || a.at - b.at)
    .slice(0, ring);
  const seen = new Set(largest.map(({ at }) => at));
  return strata.map((_, at) => (seen.has(at) ? 1 : 0));
}

export function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

/**
 * How many hosts of each stratum go into each ring, within one of the ring's share, and so that the
 * rings' sums are as near as can be when one stratum is done after the other.
 * @param sizes by stratum
 * @param rings their sizes
 * @returns by stratum, by ring
 */
export function ringQuotas(
  sizes: readonly number[],
  rings: readonly number[],
): readonly (readonly number[])[] {
  const whole = total(rings);
  let before = 0;
  const ends = rings.map((size) => {
    before += size;
    return before / whole;
  });
  const surplus = rings.map(() => 0);
  return sizes.map((size) => {
    const exact = ends.map((end) => size * end);
    const upTo = bestRounding(exact, surplus);
    for (const [ring, count] of upTo.entries()) {
      surplus[ring] = (surplus[ring] ?? 0) + count - (exact[ring] ?? 0);
    }
    return upTo.map((count, ring) => count - (upTo[ring - 1] ?? 0));
  });
}

/**
 * Rounds running sums all by the same offset, which keeps each difference within one of the exact
 * one, and takes the offset that leaves the least surplus.
 */
function bestRounding(exact: readonly number[], surplus: readonly number[]): readonly number[] {
  let best: readonly number[] = [];
  let least = Number.POSITIVE_INFINITY;
  const jumps = exact.map((sum) => 1 - (sum - Math.floor(sum)));
  for (const offset of [0, ...jumps.filter((jump) => jump < 1 - rounding)]) {
    const counts = exact.map((sum) => Math.floor(sum + offset + rounding));
    const worth = total(
      counts.map((count, ring) => ((surplus[ring] ?? 0) + count - (exact[ring] ?? 0)) ** 2),
    );
    if (worth < least - rounding) [best, least] = [counts, worth];
  }
  return best;
}
