import type { FeedName, Fix } from '@daybreak/core/bulletin';
import type { VendorStatement } from '@daybreak/core/threat';
import type { FeedSink } from '../src/feed/index.ts';

/** A sink that keeps everything, for small documents. */
export function collectingSink() {
  const fixes: Fix[] = [];
  const feeds: FeedName[] = [];
  const statements: VendorStatement[] = [];
  const sink: FeedSink = {
    fix(feed, fix) {
      feeds.push(feed);
      fixes.push(fix);
    },
    statement(statement) {
      statements.push(statement);
    },
  };
  return { sink, fixes, feeds, statements };
}

/** A sink that takes nothing, where only the outcome matters. */
export const deafSink: FeedSink = {
  fix: () => undefined,
  statement: () => undefined,
};
