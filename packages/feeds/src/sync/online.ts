import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { FeedStatus } from '@daybreak/core/bulletin';
import type { FeedOutage } from '../feed/index.ts';
import {
  type ClientOptions,
  type FeedAddresses,
  type Fetch,
  feedClient,
  publicAddresses,
} from '../fetch/index.ts';
import { findFeedFiles } from './recognise.ts';
import { FeedStore } from './store.ts';
import { feedStatuses, type ReadOptions, rounds, takeIn } from './sync.ts';
import { type DownloadOptions, Visit } from './visit.ts';

export interface OnlineOptions extends ReadOptions, ClientOptions, DownloadOptions {
  readonly addresses?: Partial<FeedAddresses>;
}

export interface OnlineResult {
  /** What each of the six feeds covers now. */
  readonly statuses: readonly FeedStatus[];
  /** Publishers that could not be reached: their feeds are as old as they were. */
  readonly outages: readonly FeedOutage[];
  /** Documents that were new. */
  readonly documentsNew: number;
}

/**
 * Fetches what is new, over HTTPS, and takes it in as `syncFromFolder` does. One publisher's outage
 * does not keep the others' news back: it is told in the result, and the next sync asks again.
 * @throws FeedError when a fetched document is damaged; everything is then as it was, but for what an
 * earlier round has taken in
 */
export async function syncOnline(
  dataDir: string,
  fetch: Fetch,
  options: OnlineOptions = {},
): Promise<OnlineResult> {
  const store = new FeedStore(dataDir);
  const kept = await store.files();
  await mkdir(store.folder, { recursive: true });
  const incoming = await mkdtemp(join(store.folder, '.incoming-'));
  try {
    const known = await store.validators();
    const visit = new Visit(feedClient(fetch, options), incoming, kept, known, options);
    const addresses = { ...publicAddresses, ...options.addresses };
    let documentsNew = 0;
    for (const parts of rounds) {
      const feeds = parts.flatMap((part) => part.feeds);
      await visit.fetch(feeds, addresses);
      const files = await findFeedFiles(incoming, feeds);
      await takeIn({ parts, incoming: files, source: store.folder }, dataDir, options);
      await store.keepValidators({ ...known, ...visit.validators });
      documentsNew += files.length;
    }
    return { statuses: feedStatuses(dataDir), outages: visit.outages, documentsNew };
  } finally {
    await rm(incoming, { recursive: true, force: true });
  }
}
