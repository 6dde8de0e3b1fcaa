import { type Arms, armsOf } from './concentration.ts';
import type { Placed, WatchedHost } from './risk-sets.ts';

/** Hosts that share one attribute's value, or two. */
export interface Subset {
  /** One or two of `attribute=value`, ascending. */
  readonly attributes: readonly string[];
  /** Places of its hosts, ascending. */
  readonly hosts: readonly number[];
  readonly arms: Arms;
}

/** A subset is considered when so many of its patched hosts failed. */
const failedToConsider = 2;

/** All subsets by one attribute's value of which at least two patched hosts failed. */
export interface SingleSubsets {
  readonly subsets: readonly Subset[];
  /** How many there could have been before it was known who fails: all with two patched hosts. */
  readonly possible: number;
}

export function singleSubsets(hosts: readonly WatchedHost[], placed: Placed): SingleSubsets {
  const all = [...placesByAttribute(hosts)].map(([attribute, places]) =>
    subsetOf([attribute], places, placed),
  );
  return {
    subsets: all.filter(({ arms }) => arms.failedPatched >= failedToConsider),
    possible: all.filter(({ arms }) => arms.patched >= failedToConsider).length,
  };
}

function placesByAttribute(hosts: readonly WatchedHost[]): Map<string, number[]> {
  const found = new Map<string, number[]>();
  for (const [place, { attributes }] of hosts.entries()) {
    for (const attribute of attributes) {
      const places = found.get(attribute);
      if (places === undefined) found.set(attribute, [place]);
      // A host that names an attribute twice is still one host.
      else if (places.at(-1) !== place) places.push(place);
    }
  }
  return found;
}

function subsetOf(
  attributes: readonly string[],
  places: readonly number[],
  placed: Placed,
): Subset {
  const members = places.flatMap((place) => placed.hosts[place] ?? []);
  return { attributes, hosts: places, arms: armsOf(members) };
}

/**
 * Pairs that could explain the failures: smaller than both of their parts, with at least so many
 * failing patched hosts. As few values are shared by nearly all of these, there are few pairs.
 */
export function pairSubsets(
  singles: readonly Subset[],
  failedAtLeast: number,
  placed: Placed,
): readonly PairSubset[] {
  const covering = singles.filter(({ arms }) => arms.failedPatched >= failedAtLeast);
  return covering.flatMap((one, at) =>
    covering.slice(at + 1).flatMap((other) => {
      const pair = pairOf(one, other, placed);
      const isSmaller = pair.hosts.length < Math.min(one.hosts.length, other.hosts.length);
      return isSmaller && pair.arms.failedPatched >= failedAtLeast ? [pair] : [];
    }),
  );
}

export interface PairSubset extends Subset {
  readonly parts: readonly [Subset, Subset];
}

function pairOf(one: Subset, other: Subset, placed: Placed): PairSubset {
  const attributes = [...one.attributes, ...other.attributes].sort();
  const hosts = inBoth(one.hosts, other.hosts);
  return { ...subsetOf(attributes, hosts, placed), parts: [one, other] };
}

/** Both ascend. */
function inBoth(one: readonly number[], other: readonly number[]): readonly number[] {
  const both: number[] = [];
  let at = 0;
  for (const place of one) {
    while ((other[at] ?? Number.POSITIVE_INFINITY) < place) at += 1;
    if (other[at] === place) both.push(place);
  }
  return both;
}
