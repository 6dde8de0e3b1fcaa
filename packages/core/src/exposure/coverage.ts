/**
 * Whether the feeds reach far enough to call a host clean. Rule 1 of the design: a month that is
 * missing, partial or not yet fetched is no evidence that nothing was published in it.
 */
import { type FeedMonth, type FeedStatus, isThreatFeed, patchTuesday } from '../bulletin/index.ts';
import type { FeedBasis } from './assessment.ts';

/** The newest month (`2026-06`) whose Patch Tuesday is not after the day. */
export function newestReleaseMonth(day: string): string {
  const month = day.slice(0, 7);
  return patchTuesday(month) <= day ? month : previousMonth(month);
}

/** Every month from the first to the last, both included; none when the last lies before. */
export function monthsBetween(first: string, last: string): readonly string[] {
  const months: string[] = [];
  for (let month = last; month >= first; month = previousMonth(month)) months.push(month);
  return months.reverse();
}

function previousMonth(month: string): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return number === 1 ? `${year - 1}-12` : `${year}-${String(number - 1).padStart(2, '0')}`;
}

/** The months that a feed of bulletins has whole. */
export function completeMonths(feeds: readonly FeedStatus[]): ReadonlySet<string> {
  return new Set(feeds.flatMap(completeMonthsOf));
}

/** A feed about attacks says what is exploited, not what is fixed. */
function completeMonthsOf({ name, months }: FeedStatus): readonly string[] {
  if (isThreatFeed(name)) return [];
  return months.filter(({ state }) => state === 'complete').map(({ month }) => month);
}

/** A feed as the basis of an answer, as of a day: later months are left out of it. */
export function feedBasis(feed: FeedStatus, asOf: string): FeedBasis {
  const months = feed.months.filter(({ month }) => month <= asOf.slice(0, 7));
  const newest = feed.asOf !== null && feed.asOf > asOf ? asOf : feed.asOf;
  const covers = isThreatFeed(feed.name) ? `${feed.rows} advisories` : monthsInWords(months);
  return { name: feed.name, asOf: newest, covers };
}

function monthsInWords(months: readonly FeedMonth[]): string {
  const sorted = months.toSorted((a, b) => (a.month < b.month ? -1 : 1));
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (first === undefined || last === undefined) return 'nothing';
  const partial = sorted.filter(({ state }) => state === 'partial').length;
  const range = first === last ? first.month : `${first.month} to ${last.month}`;
  return partial === 0 ? range : `${range}, ${partial} partial`;
}
