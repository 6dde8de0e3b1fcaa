import type { FeedName, Fix, KnownExploited } from '@daybreak/core/bulletin';

/** Takes what the feeds say, row by row. What it was given counts only once the reading succeeds. */
export interface FeedSink {
  fix(feed: FeedName, fix: Fix): void;
  exploited(entry: KnownExploited): void;
}
