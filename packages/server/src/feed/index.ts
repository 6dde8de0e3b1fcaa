/** What the server asks of the feeds. */

import type { FeedStatus } from '@daybreak/core/bulletin';

/** How far a sync has come. */
export interface SyncStep {
  /** What it is doing, for people. */
  readonly step: string;
  readonly done: number;
  /** Null while it is not known. */
  readonly total: number | null;
}

export interface FeedService {
  /** Empty until a sync has been done. */
  status(): readonly FeedStatus[];
  /**
   * Fetches and reads the feeds, and makes the exposure service answer from them.
   *
   * @throws FeedOutage when a publisher could not be reached; what was known stays
   */
  sync(report: (step: SyncStep) => void, signal: AbortSignal): Promise<void>;
}
