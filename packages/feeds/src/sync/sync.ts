import type { FeedStatus } from '@daybreak/core/bulletin';
import type { FeedSink } from '../feed/index.ts';
import { newestCopies } from './copies.ts';
import { type ReadOptions, readFeedFiles } from './read.ts';
import { type FeedFile, findFeedFiles } from './recognise.ts';
import { FeedStore } from './store.ts';

/**
 * Takes in the documents of a folder: reads them together with those that were kept before, and
 * keeps them once all could be read.
 * @param dataDir the installation's data folder
 * @throws FeedError; the store is then as it was, and the sink's rows are to be thrown away
 */
export async function syncFromFolder(
  folder: string,
  dataDir: string,
  sink: FeedSink,
  options: ReadOptions = {},
): Promise<readonly FeedStatus[]> {
  return takeIn(await findFeedFiles(folder), folder, new FeedStore(dataDir), sink, options);
}

/** Reads new documents with the kept ones, then keeps the new. */
export async function takeIn(
  incoming: readonly FeedFile[],
  source: string,
  store: FeedStore,
  sink: FeedSink,
  options: ReadOptions,
): Promise<readonly FeedStatus[]> {
  const kept = await store.files();
  const { shippedFolder } = options;
  const shipped = shippedFolder === undefined ? [] : await findFeedFiles(shippedFolder);
  const staying = kept.filter((file) => !incoming.some((other) => replaces(other, file)));
  const { newest, older } = newestCopies([...incoming, ...staying, ...shipped]);
  const statuses = await readFeedFiles(newest, older, source, sink, options);
  for (const file of newest) {
    if (incoming.includes(file)) await store.keep(file);
  }
  return statuses;
}

function replaces(incoming: FeedFile, kept: FeedFile): boolean {
  return isCopy(incoming, kept) && incoming.version >= kept.version;
}

function isCopy(one: FeedFile, other: FeedFile): boolean {
  return one.feed === other.feed && one.key === other.key;
}
