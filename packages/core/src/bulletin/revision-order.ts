/**
 * Fixed builds that cannot be right. Revisions of cumulative updates only ever grow with time, so
 * one that stands out of that order is a slip of its publisher: KB5004945 of July 2021 is listed
 * with revision 1803, which the branch reached a year later (its own was 1083). Believed, it would
 * make every host that has it look patched for that year.
 */
import type { KnownUpdate } from './knowledge.ts';

/** The cumulative updates whose revision contradicts the order of release of the others. */
export function revisionsOutOfOrder(updates: readonly KnownUpdate[]): ReadonlySet<string> {
  const dated = updates
    .filter(({ kind, revision }) => kind === 'cumulative' && revision !== null)
    .toSorted((a, b) =>
      a.published === b.published
        ? revisionOf(a) - revisionOf(b)
        : a.published < b.published
          ? -1
          : 1,
    );
  const inOrder = new Set(longestRising(dated.map(revisionOf)));
  return new Set(dated.filter((_, at) => !inOrder.has(at)).map(({ id }) => id));
}

function revisionOf({ revision }: KnownUpdate): number {
  return revision ?? 0;
}

/** Positions of a longest subsequence that never falls (patience sorting). */
function longestRising(values: readonly number[]): number[] {
  /** For each length, the position where the best subsequence of that length ends. */
  const ends: number[] = [];
  const before: number[] = [];
  for (const [at, value] of values.entries()) {
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((values[ends[middle] ?? 0] ?? 0) <= value) low = middle + 1;
      else high = middle;
    }
    before[at] = ends[low - 1] ?? -1;
    ends[low] = at;
  }
  const positions: number[] = [];
  for (let at = ends.at(-1) ?? -1; at !== -1; at = before[at] ?? -1) positions.push(at);
  return positions.reverse();
}
