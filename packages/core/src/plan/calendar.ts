/** Half-open, UTC ms since 1970. */
export interface Interval {
  readonly fromMs: number;
  readonly toMs: number;
}

/** When hosts may be patched: in ascending order, apart from each other; none for always. */
export type Calendar = readonly Interval[];

/**
 * Sorts intervals and joins those that overlap or touch.
 * @throws {RangeError} where one does not end after it begins
 */
export function joined(intervals: readonly Interval[]): Calendar {
  const result: Interval[] = [];
  for (const interval of intervals.toSorted((a, b) => a.fromMs - b.fromMs)) {
    const { fromMs, toMs } = interval;
    if (!(fromMs < toMs)) throw new RangeError(`an interval ends at ${toMs}, begins at ${fromMs}`);
    const last = result.at(-1);
    if (last === undefined || fromMs > last.toMs) result.push(interval);
    else result[result.length - 1] = { fromMs: last.fromMs, toMs: Math.max(last.toMs, toMs) };
  }
  return result;
}

/**
 * The first instant from which something of this length can be done: within one open interval, and
 * apart from all freezes.
 * @param open joined; none for always
 * @param freezes joined
 * @returns null where no interval that is known has room for it
 */
export function firstRoom(
  open: Calendar,
  freezes: Calendar,
  fromMs: number,
  lengthMs: number,
): number | null {
  const always = { fromMs: Number.NEGATIVE_INFINITY, toMs: Number.POSITIVE_INFINITY };
  const windows = open.length === 0 ? [always] : open.slice(firstEndingAfter(open, fromMs));
  let frozen = firstEndingAfter(freezes, fromMs);
  for (const window of windows) {
    let atMs = Math.max(fromMs, window.fromMs);
    for (let freeze = freezes[frozen]; freeze !== undefined; freeze = freezes[frozen]) {
      if (freeze.fromMs >= atMs + lengthMs) break;
      if (freeze.toMs > atMs) atMs = freeze.toMs;
      if (atMs + lengthMs > window.toMs) break;
      frozen += 1;
    }
    if (atMs + lengthMs <= window.toMs) return atMs;
  }
  return null;
}

/** The position of the first interval that ends after an instant. */
function firstEndingAfter(intervals: Calendar, atMs: number): number {
  let [low, high] = [0, intervals.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((intervals[middle]?.toMs ?? 0) > atMs) high = middle;
    else low = middle + 1;
  }
  return low;
}
