import type { Positions } from '../bulletin/index.ts';

type Groups = readonly { readonly advisories: Positions }[];

/** So many marks are read in the time in which one position is sorted, about. */
const marksPerSorted = 16;

/**
 * The positions of all these advisories in order: they are known worst first. Sorting thousands of
 * them for each of thousands of postures was a fifth of the work, so that many are only marked.
 * @param groups each in order; what two have in common is in the answer once
 * @param known how many advisories are known
 */
export function worstFirst(groups: Groups, known: number): Positions {
  const [only, ...others] = groups;
  if (only !== undefined && others.length === 0) return only.advisories;
  const count = groups.reduce((sum, { advisories }) => sum + advisories.length, 0);
  return count * marksPerSorted < known ? sorted(groups, count) : marked(groups, count, known);
}

function sorted(groups: Groups, count: number): Positions {
  const positions = new Uint32Array(count);
  let end = 0;
  for (const { advisories } of groups) {
    positions.set(advisories, end);
    end += advisories.length;
  }
  return positions.sort().filter((at, place) => place === 0 || at !== positions[place - 1]);
}

/** Each is marked in its place, and the marks are read in order. */
function marked(groups: Groups, count: number, known: number): Positions {
  const marks = new Uint8Array(known);
  for (const { advisories } of groups) {
    for (let at = 0; at < advisories.length; at += 1) marks[advisories[at] ?? known] = 1;
  }
  const positions = new Uint32Array(count);
  let end = 0;
  for (let at = 0; at < known; at += 1) {
    if (marks[at] === 1) positions[end++] = at;
  }
  return positions.subarray(0, end);
}
