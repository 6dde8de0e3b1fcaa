import { join } from 'node:path';
import type { FeedStatus, ThreatFeedName } from '@daybreak/core/bulletin';
import type { FileKind } from '../index-file/index.ts';

/** What the header of every threat file has. */
export interface ThreatHeader {
  readonly feed: FeedStatus;
  /** Tells the documents it was made from. */
  readonly madeFrom: string;
}

export const threatFiles: Readonly<Record<ThreatFeedName, FileKind>> = {
  kev: { magic: 'DAYBRKEV', version: 1 },
  epss: { magic: 'DAYBEPSS', version: 2 },
  vulnrichment: { magic: 'DAYBVULN', version: 2 },
};

/** Where a data folder has the file of a feed. */
export function threatPath(dataFolder: string, feed: ThreatFeedName): string {
  return join(dataFolder, 'threats', `${feed}.index`);
}
