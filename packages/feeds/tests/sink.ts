import type { FeedName, Fix, KnownExploited } from '@daybreak/core/bulletin';
import type { FeedSink } from '../src/feed/index.ts';

/** A sink that keeps everything, for small documents. */
export function collectingSink() {
  const fixes: Fix[] = [];
  const feeds: FeedName[] = [];
  const entries: KnownExploited[] = [];
  const sink: FeedSink = {
    fix(feed, fix) {
      feeds.push(feed);
      fixes.push(fix);
    },
    exploited(entry) {
      entries.push(entry);
    },
  };
  return { sink, fixes, feeds, entries };
}

/** A sink that takes nothing, where only the outcome matters. */
export const deafSink: FeedSink = { fix: () => undefined, exploited: () => undefined };
