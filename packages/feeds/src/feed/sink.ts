import type { FeedName, Fix } from '@daybreak/core/bulletin';
import type { VendorStatement } from '@daybreak/core/threat';

/** Takes what the feeds say, row by row. What it was given counts only once the reading succeeds. */
export interface FeedSink {
  fix(feed: FeedName, fix: Fix): void;
  /** @param asOf ISO date on which the document last changed what it says of the advisory */
  statement(statement: VendorStatement, asOf: string): void;
}
