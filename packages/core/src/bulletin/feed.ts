/** What a feed can and cannot answer: its coverage, its age, and what was left out of it. */

export type FeedName = 'msrc' | 'definitions' | 'bulletins' | ThreatFeedName;

/** Feeds about how advisories are attacked, not about what fixes them: they have no months. */
export type ThreatFeedName = 'kev' | 'epss' | 'vulnrichment';

const threatFeeds: readonly string[] = ['kev', 'epss', 'vulnrichment'] satisfies ThreatFeedName[];

/** Whether the feed tells how advisories are attacked, and nothing of what was published when. */
export function isThreatFeed(name: FeedName): name is ThreatFeedName {
  return threatFeeds.includes(name);
}

/** One month of a feed. A month that is not listed was not there at all. */
export interface FeedMonth {
  /** `2024-06`. */
  readonly month: string;
  /** `partial`: taken before the month's release, or some of its documents failed. */
  readonly state: 'complete' | 'partial';
  /** Why it is partial, for people; empty when complete. */
  readonly reason: string;
  /** Rows or entries of that month. */
  readonly count: number;
}

/** Rows or documents that were left out, and why. Nothing is dropped without being counted here. */
export interface FeedDrop {
  /** For people: `no update named`, `not a KB number`, `document damaged`. */
  readonly reason: string;
  readonly count: number;
  /** One case, with its place: `2024-Jun.xml: CVE-2024-1 product 11655`. */
  readonly example: string;
}

export interface FeedStatus {
  readonly name: FeedName;
  /** Where it came from, for people: a folder, a file or an address. */
  readonly source: string;
  /** ISO date of the newest knowledge in it, not of the day it was fetched; null when empty. */
  readonly asOf: string | null;
  readonly months: readonly FeedMonth[];
  readonly documents: number;
  readonly rows: number;
  readonly drops: readonly FeedDrop[];
}
