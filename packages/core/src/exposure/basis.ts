import type { FeedStatus } from '../bulletin/index.ts';

/** What an answer is based on beside the product's own knowledge. */
export interface ExposureBasis {
  /** ISO date of the question; later knowledge does not exist for it. */
  readonly asOf: string;
  readonly feeds: readonly FeedStatus[];
}
