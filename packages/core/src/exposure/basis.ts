import type { FeedStatus } from '../bulletin/index.ts';

/** What says which months are known, and up to when. */
export type CoverageBasis = Pick<ExposureBasis, 'asOf' | 'feeds'>;

/** What an answer is based on beside the product's own knowledge. */
export interface ExposureBasis {
  /** ISO date of the question; later knowledge does not exist for it. */
  readonly asOf: string;
  readonly feeds: readonly FeedStatus[];
  /** Advisories that an authority lists as exploited, as of the day of the question. */
  readonly listedExploited: ReadonlySet<string>;
}
