/** Which updates close an advisory, and which of them only together. */
import { isServicedSeparately, type KnownFix, type KnownUpdate } from '../bulletin/index.ts';

/**
 * Updates that close an advisory only together. An advisory is closed when one of its tracks is
 * complete: the month's rollup, or the month's security-only update, or the single fixes.
 */
export type Track = readonly number[];

export interface AdvisoryTracks {
  /** Position in the knowledge's advisories. */
  readonly advisory: number;
  /** In the order in which one would rather install them; never empty. */
  readonly tracks: readonly Track[];
  /**
   * Number of the list of tracks, counted from 0 within the product. Advisories that the same
   * updates close have one list, so that what is found for it is found for all of them.
   */
  readonly group: number;
}

/** @param rows rows of one advisory neighbours */
export function tracksOf(
  rows: readonly KnownFix[],
  shared: SharedTracks,
): readonly AdvisoryTracks[] {
  const found: AdvisoryTracks[] = [];
  // One list for all advisories: making one for each would be most of the work.
  const closing: number[] = [];
  let current = -1;
  const finish = (): void => {
    if (closing.length === 0) return;
    const { tracks, group } = shared.of(closing);
    found.push({ advisory: current, tracks, group });
    closing.length = 0;
  };
  for (const { advisory, update } of rows) {
    if (advisory === -1 || update === -1) continue;
    if (advisory !== current) finish();
    current = advisory;
    if (!closing.includes(update)) closing.push(update);
  }
  finish();
  return found;
}

type TrackGroup = Pick<AdvisoryTracks, 'tracks' | 'group'>;

/** One list of tracks for each set of updates. Most advisories are closed by one or two. */
export class SharedTracks {
  readonly #updates: readonly KnownUpdate[];
  readonly #modern: boolean;
  readonly #known = new Map<number | string, TrackGroup>();

  /** @param modern whether the product has cumulative updates only */
  constructor(updates: readonly KnownUpdate[], modern: boolean) {
    this.#updates = updates;
    this.#modern = modern;
  }

  of(closing: readonly number[]): TrackGroup {
    const key = closing.length > 2 ? closing.join(' ') : this.#pair(closing);
    let group = this.#known.get(key);
    if (group === undefined) {
      group = { tracks: this.#make([...closing]), group: this.#known.size };
      this.#known.set(key, group);
    }
    return group;
  }

  #pair(closing: readonly number[]): number {
    return (closing[0] ?? -1) * (this.#updates.length + 1) + (closing[1] ?? -1) + 1;
  }

  #make(closing: readonly number[]): readonly Track[] {
    const make = this.#modern ? modernTracks : olderTracks;
    return make(closing, this.#updates);
  }
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
