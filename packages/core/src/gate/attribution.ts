import { discoveries } from './combine.ts';
import { type Arms, armsOf, logConcentration } from './concentration.ts';
import { afterRound, logEvidence, startEProcess } from './e-process.ts';
import { failureRounds, type Placed, place, type WatchedHost } from './risk-sets.ts';
import { type PairSubset, pairSubsets, type Subset, singleSubsets } from './subset.ts';

/** At most this share of the subsets that are said to be concentrated may be so by chance. */
const falseShare = 0.1;

/** A subset explains the failures when it has this share of the failing patched hosts. */
const coveredShare = 0.9;

/** One attribute's value, or two, as an explanation of failures. */
export interface Explanation extends Arms {
  /** One or two of `attribute=value`. */
  readonly attributes: readonly string[];
  /** Hosts of both arms. */
  readonly hosts: number;
  /** ln E that its patched hosts fail more than its unpatched ones. */
  readonly logEvidence: number;
  /**
   * ln E that failures of patched hosts are concentrated in it; of a pair, the least of that among
   * all hosts and that within either part: a pair has to be more than its parts.
   */
  readonly logConcentration: number;
  /** Whether that is enough, in view of how many subsets were looked at. */
  readonly isConcentrated: boolean;
  /** Share of the failing patched hosts, 0 to 1. */
  readonly covered: number;
}

/** What explains the failures of patched hosts best. */
export type Attribution = {
  /** All that was looked at and could be supported, by evidence, greatest first. */
  readonly ranking: readonly Explanation[];
} & (
  | { readonly kind: 'subset'; readonly subset: Explanation }
  /** Nothing is better than that all patched hosts are at risk. */
  | { readonly kind: 'all-hosts'; readonly subset: null }
);

/**
 * Which subset of the hosts a patch breaks, after a halt. Of the subsets in which failures are
 * concentrated (e-BH at 10 % on values at this one time; Wang and Ramdas, arXiv 2009.02824) and that
 * cover 90 % of the failing patched hosts, it is the one with the fewest hosts, and of equal ones the
 * simplest: least is held back that way.
 * @param hosts all that were healthy before the rollout, patched or not
 */
export function attributeFailures(hosts: readonly WatchedHost[]): Attribution {
  const placed = place(hosts);
  const all = armsOf(placed.hosts);
  const needed = Math.ceil(coveredShare * all.failedPatched - 1e-9);
  const { subsets: singles, possible } = singleSubsets(hosts, placed);
  const pairs = pairSubsets(singles, Math.max(2, needed), placed);
  const ranking = explanations(singles, pairs, possible, all, placed);
  const explaining = ranking.filter((one) => one.isConcentrated && one.failedPatched >= needed);
  const [subset] = explaining.toSorted(bySize);
  if (subset === undefined) return { kind: 'all-hosts', subset: null, ranking };
  return { kind: 'subset', subset, ranking };
}

function bySize(a: Explanation, b: Explanation): number {
  return (
    a.hosts - b.hosts ||
    a.attributes.length - b.attributes.length ||
    b.logConcentration - a.logConcentration
  );
}

function explanations(
  singles: readonly Subset[],
  pairs: readonly PairSubset[],
  possible: number,
  all: Arms,
  placed: Placed,
): readonly Explanation[] {
  const logsOfSingles = singles.map(({ arms }) => logConcentration(arms, all));
  const logsOfPairs = pairs.map(({ arms, parts }) =>
    Math.min(...[all, ...parts.map((part) => part.arms)].map((of) => logConcentration(arms, of))),
  );
  const found = concentrated(logsOfSingles, logsOfPairs, possible);
  const logs = [...logsOfSingles, ...logsOfPairs];
  return [...singles, ...pairs]
    .map(({ attributes, hosts, arms }, at) => ({
      attributes,
      hosts: hosts.length,
      ...arms,
      logEvidence: evidenceOf(hosts, placed),
      logConcentration: logs[at] ?? 0,
      isConcentrated: found.has(at),
      covered: arms.failedPatched / all.failedPatched,
    }))
    .sort((a, b) => b.logEvidence - a.logEvidence);
}

/**
 * Places among the singles and then the pairs. Half of what may be false is for singles, half for
 * pairs, of which there are many more; both are counted as of before it was known who fails.
 */
function concentrated(
  singles: readonly number[],
  pairs: readonly number[],
  possible: number,
): ReadonlySet<number> {
  const possiblePairs = (possible * (possible - 1)) / 2;
  const count = possible + possiblePairs;
  const weighed = (logs: readonly number[], of: number) =>
    logs.map((log) => log + Math.log(count / (2 * of)));
  const logs = [...weighed(singles, possible), ...weighed(pairs, possiblePairs)];
  return new Set(discoveries(logs, falseShare, count));
}

function evidenceOf(hosts: readonly number[], placed: Placed): number {
  return logEvidence(failureRounds(placed, hosts).reduce(afterRound, startEProcess()));
}
