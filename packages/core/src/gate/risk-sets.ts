import type { Cell } from './cell.ts';

/** A host that was healthy before a rollout, and what became of it. Times are in ms. */
export interface WatchedHost {
  /** What its hosts are compared within: hardware, build, role. */
  readonly stratum: string;
  /** `attribute=value`, each once. */
  readonly attributes: readonly string[];
  /** From when it counts as patched; null where it does not. */
  readonly patchedAt: number | null;
  /** When it first failed. */
  readonly failedAt: number | null;
  /** When it ceased to be watched without having failed. */
  readonly leftAt: number | null;
}

/** A host's place among the instants at which any host failed. */
export interface PlacedHost {
  readonly stratum: number;
  /** The first instant at which it counts as patched; the number of instants where at none. */
  readonly patchedFrom: number;
  /** The number of instants at which it could fail, or did. */
  readonly atRisk: number;
  readonly hasFailed: boolean;
  /** Whether it was watched with the patch, and not only until then. */
  readonly isPatched: boolean;
}

/** Hosts among all instants at which one of them failed. */
export interface Placed {
  readonly hosts: readonly PlacedHost[];
  readonly instants: number;
  readonly strata: number;
}

/**
 * Places each host once, so that the risk sets of any part of the hosts can be counted without
 * sorting again. A host that fails at the instant at which it is patched has failed with the patch.
 */
export function place(hosts: readonly WatchedHost[]): Placed {
  const times = new Set<number>();
  const strata = new Map<string, number>();
  for (const host of hosts) {
    if (hasFailed(host)) times.add(host.failedAt as number);
    if (!strata.has(host.stratum)) strata.set(host.stratum, strata.size);
  }
  const instants = Float64Array.from(times).sort();
  const placed = hosts.map((host) => placeOf(host, instants, strata.get(host.stratum) ?? 0));
  return { hosts: placed, instants: instants.length, strata: strata.size };
}

function hasFailed({ failedAt, leftAt }: WatchedHost): boolean {
  return failedAt !== null && (leftAt === null || failedAt <= leftAt);
}

function placeOf(host: WatchedHost, instants: Float64Array, stratum: number): PlacedHost {
  const failed = hasFailed(host);
  const { patchedAt } = host;
  const end = (failed ? host.failedAt : host.leftAt) ?? Number.POSITIVE_INFINITY;
  return {
    stratum,
    patchedFrom: patchedAt === null ? instants.length : countBelow(instants, patchedAt),
    atRisk: countUpTo(instants, end),
    hasFailed: failed,
    isPatched: patchedAt !== null && patchedAt <= end,
  };
}

/** How many of the times, which ascend, are before this one. */
function countBelow(times: Float64Array, time: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? 0) < time) low = middle + 1;
    else high = middle;
  }
  return low;
}

function countUpTo(times: Float64Array, time: number): number {
  const below = countBelow(times, time);
  return times[below] === time ? below + 1 : below;
}

/**
 * What a gate sees of these hosts: at each instant at which one of them failed, a cell for each
 * stratum in which it did, with the risk sets just before.
 * @param members places of hosts in `placed`; all of them where none are named
 */
export function failureRounds(
  { hosts, instants, strata }: Placed,
  members: Iterable<number> = hosts.keys(),
): readonly (readonly Cell[])[] {
  const sets = Array.from({ length: strata }, (): RiskSet | undefined => undefined);
  for (const member of members) {
    const host = hosts[member];
    if (host === undefined) continue;
    const set = sets[host.stratum] ?? emptySet(instants);
    sets[host.stratum] = set;
    enter(set, host);
  }
  for (const set of sets) if (set !== undefined) accumulate(set);
  const cellsAt = (at: number) => sets.flatMap((set) => (set?.failed[at] ? [cellAt(set, at)] : []));
  return Array.from({ length: instants }, (_, at) => cellsAt(at)).filter(
    ({ length }) => length > 0,
  );
}

/** Counts by instant, of one stratum. The first two are changes until they are accumulated. */
interface RiskSet {
  readonly patched: Int32Array;
  readonly unpatched: Int32Array;
  readonly failed: Int32Array;
  readonly failedPatched: Int32Array;
}

function emptySet(instants: number): RiskSet {
  const counts = () => new Int32Array(instants + 1);
  return { patched: counts(), unpatched: counts(), failed: counts(), failedPatched: counts() };
}

function add(counts: Int32Array, at: number, count: number): void {
  counts[at] = (counts[at] ?? 0) + count;
}

function enter(set: RiskSet, { patchedFrom, atRisk, hasFailed }: PlacedHost): void {
  const change = Math.min(patchedFrom, atRisk);
  add(set.unpatched, 0, 1);
  add(set.unpatched, change, -1);
  add(set.patched, change, 1);
  add(set.patched, atRisk, -1);
  if (!hasFailed) return;
  add(set.failed, atRisk - 1, 1);
  if (patchedFrom < atRisk) add(set.failedPatched, atRisk - 1, 1);
}

function accumulate({ patched, unpatched }: RiskSet): void {
  for (const counts of [patched, unpatched]) {
    for (let at = 1; at < counts.length; at += 1) add(counts, at, counts[at - 1] ?? 0);
  }
}

function cellAt(set: RiskSet, at: number): Cell {
  return {
    patched: set.patched[at] ?? 0,
    unpatched: set.unpatched[at] ?? 0,
    failed: set.failed[at] ?? 0,
    failedPatched: set.failedPatched[at] ?? 0,
  };
}
