import type { Positions } from '../bulletin/index.ts';

/**
 * The positions of all these advisories in order: they are known worst first.
 *
 * Each is marked in its place, and the marks are read in order: sorting thousands of them for each
 * of thousands of postures was a fifth of the work.
 * @param groups which have no advisory in common
 * @param known how many advisories are known
 */
export function worstFirst(
  groups: readonly { readonly advisories: Positions }[],
  known: number,
): Positions {
  const marks = new Uint8Array(known);
  let count = 0;
  for (const { advisories } of groups) {
    for (let at = 0; at < advisories.length; at += 1) marks[advisories[at] ?? known] = 1;
    count += advisories.length;
  }
  const positions = new Uint32Array(count);
  let end = 0;
  for (let at = 0; end < count && at < known; at += 1) {
    if (marks[at] === 1) positions[end++] = at;
  }
  return positions;
}
