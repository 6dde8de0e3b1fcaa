import type { FeedName, Fix, KnownExploited } from '@daybreak/core/bulletin';
import type { VendorStatement } from '@daybreak/core/threat';
import type { FeedSink } from '../src/feed/index.ts';

/** A sink that keeps everything, for small documents. */
export function collectingSink() {
  const fixes: Fix[] = [];
  const feeds: FeedName[] = [];
  const entries: KnownExploited[] = [];
  const statements: VendorStatement[] = [];
  const sink: FeedSink = {
    fix(feed, fix) {
      feeds.push(feed);
      fixes.push(fix);
    },
    exploited(entry) {
      entries.push(entry);
    },
    statement(statement) {
      statements.push(statement);
    },
  };
  return { sink, fixes, feeds, entries, statements };
}

/** A sink that takes nothing, where only the outcome matters. */
export const deafSink: FeedSink = {
  fix: () => undefined,
  exploited: () => undefined,
  statement: () => undefined,
};
