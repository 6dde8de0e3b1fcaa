/** Which updates close an advisory, and which of them only together. */
import { isServicedSeparately, type KnownUpdate, type Positions } from '../bulletin/index.ts';

/**
 * Updates that close an advisory only together. An advisory is closed when one of its tracks is
 * complete: the month's rollup, or the month's security-only update, or the single fixes.
 */
export type Track = readonly number[];

/** Advisories that the same updates close, so that what is found for one is found for all. */
export interface AdvisoryGroup {
  /** Positions in the knowledge's advisories, ascending. */
  readonly advisories: Positions;
  /** In the order in which one would rather install them; never empty. */
  readonly tracks: readonly Track[];
  /** ISO date from which the first update that closes them was known. */
  readonly published: string;
  /** Number of the group, counted from 0 within the product. */
  readonly group: number;
}

/**
 * @param closing updates that close the group, ascending
 * @param modern whether the product has cumulative updates only
 */
export function tracksOf(
  closing: readonly number[],
  updates: readonly KnownUpdate[],
  modern: boolean,
): readonly Track[] {
  return modern ? modernTracks(closing, updates) : olderTracks(closing, updates);
}

/**
 * On products with cumulative updates only, the newest of an advisory's updates closes it: one that
 * is out of band, after the month's, means that the month's did not suffice. Those of the same day
 * are alternatives, as feeds do not mark every hotpatch. Beside them, what is serviced separately.
 */
function modernTracks(closing: readonly number[], updates: readonly KnownUpdate[]): Track[] {
  const apart: number[] = [];
  const hotpatches: number[] = [];
  const others: number[] = [];
  for (const at of closing) {
    const update = updates[at];
    if (update !== undefined && isServicedSeparately(update)) apart.push(at);
    else (update?.kind === 'hotpatch' ? hotpatches : others).push(at);
  }
  const separate = newestOf(apart, updates);
  const lines = [...newestOf(others, updates), ...newestOf(hotpatches, updates)];
  return lines.length === 0 ? [separate] : lines.map((at) => [at, ...separate]);
}

/** The updates of the newest day, cumulative ones first. */
function newestOf(closing: readonly number[], updates: readonly KnownUpdate[]): number[] {
  if (closing.length < 2) return [...closing];
  const day = (at: number): string => updates[at]?.published ?? '';
  const newest = closing.reduce((a, b) => (day(b) > day(a) ? b : a));
  const isSingle = (at: number): number => Number(updates[at]?.kind !== 'cumulative');
  return closing
    .filter((at) => day(at) === day(newest))
    .sort((a, b) => isSingle(a) - isSingle(b) || a - b);
}

const trackOrder = ['cumulative', 'browser-cumulative', 'single', 'security-only', 'preview'];

/** On older products, updates of one kind belong together, and each kind stands for the others. */
function olderTracks(closing: readonly number[], updates: readonly KnownUpdate[]): Track[] {
  const rankOf = (at: number): number => {
    const rank = trackOrder.indexOf(updates[at]?.kind ?? '');
    return rank === -1 ? trackOrder.length : rank;
  };
  if (closing.length === 1) return [closing];
  return [...Map.groupBy(closing, rankOf)].sort(([a], [b]) => a - b).map(([, track]) => track);
}
