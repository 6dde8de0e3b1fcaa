import type { FeedStatus } from '@daybreak/core/bulletin';
import { indexPath, KnowledgeIndex } from '../index-file/index.ts';
import { allFeeds } from '../knowledge/index.ts';
import { ThreatFiles } from '../threat-file/index.ts';
import { newestCopies } from './copies.ts';
import { epssPart } from './epss-part.ts';
import { readDocument } from './find.ts';
import { kevPart } from './kev-part.ts';
import { knowledgePart } from './knowledge-part.ts';
import type { Documents, Part, PartRead } from './part.ts';
import { type FeedFile, findFeedFiles } from './recognise.ts';
import { FeedStore, isSameDocument } from './store.ts';
import { vulnrichmentPart } from './vulnrichment-part.ts';

export interface ReadOptions {
  /** Folder of documents that come with Daybreak and are taken in with every sync. */
  readonly shippedFolder?: string;
  /** Told after each document, for people who wait. */
  readonly onProgress?: (progress: ReadProgress) => void;
}

export interface ReadProgress {
  readonly documentsDone: number;
  readonly documentsTotal: number;
}

/** What is exploited is to be known before all else is even fetched. */
export const rounds: readonly (readonly Part[])[] = [
  [kevPart],
  [epssPart, vulnrichmentPart, knowledgePart],
];

/**
 * Takes in the documents of a folder: reads them together with those that were kept before, keeps
 * them once all could be read, and makes the files anew that answers come from, but only those of
 * which something is new.
 * @param dataDir the installation's data folder
 * @returns what each of the six feeds covers now
 * @throws FeedError; everything is then as it was
 */
export async function syncFromFolder(
  folder: string,
  dataDir: string,
  options: ReadOptions = {},
): Promise<readonly FeedStatus[]> {
  const incoming = await findFeedFiles(folder);
  await takeIn({ parts: rounds.flat(), incoming, source: folder }, dataDir, options);
  return feedStatuses(dataDir);
}

/** New documents, and the parts that are made of such. */
export interface Delivery {
  readonly parts: readonly Part[];
  readonly incoming: readonly FeedFile[];
  /** For people: where they come from. */
  readonly source: string;
}

/** Takes in new documents: all parts are read before the first is written. */
export async function takeIn(
  delivery: Delivery,
  dataDir: string,
  options: ReadOptions,
): Promise<void> {
  const { shippedFolder } = options;
  const folders = shippedFolder === undefined ? [] : [shippedFolder];
  const taking: Taking = { ...delivery, dataDir, folders, store: new FeedStore(dataDir) };
  const works: Work[] = [];
  for (const part of delivery.parts) {
    const documents = await documentsFor(part, taking);
    if (documents !== null) works.push({ part, documents });
  }
  const read = countingReader(works, options);
  const results: (Work & { readonly result: PartRead })[] = [];
  for (const { part, documents } of works) {
    results.push({ part, documents, result: await part.read({ ...documents, read }) });
  }
  for (const work of results) await settle(work, taking);
}

interface Taking extends Omit<Delivery, 'parts'> {
  readonly dataDir: string;
  /** Folders of documents that are read and not kept. */
  readonly folders: readonly string[];
  readonly store: FeedStore;
}

interface Work {
  readonly part: Part;
  readonly documents: Omit<Documents, 'read'>;
}

/** What a part is to be made of; null where it is made of that already. */
async function documentsFor(part: Part, taking: Taking): Promise<Work['documents'] | null> {
  const { store, folders, dataDir, source } = taking;
  const { feeds } = part;
  const incoming = taking.incoming.filter(({ feed }) => feeds.includes(feed));
  const isCurrent = part.madeFrom(dataDir) === (await store.fingerprint(part.feeds, ...folders));
  // Before the store is read: when just KEV is new, no bulletin is even looked at.
  if (isCurrent && incoming.length === 0) return null;
  const kept = await store.files(feeds);
  if (isCurrent && !(await bringsNews(incoming, kept))) return null;
  const shipped = await Promise.all(folders.map((folder) => findFeedFiles(folder, feeds)));
  const staying = kept.filter((file) => !incoming.some((other) => replaces(other, file)));
  return { ...newestCopies([...incoming, ...staying, ...shipped.flat()]), kept, source };
}

async function bringsNews(
  incoming: readonly FeedFile[],
  kept: readonly FeedFile[],
): Promise<boolean> {
  for (const file of incoming) {
    const copy = kept.find((other) => isCopy(file, other));
    if (copy === undefined || file.version > copy.version) return true;
    if (file.version === copy.version && !(await isSameDocument(file, copy))) return true;
  }
  return false;
}

/** Keeps the documents of a part and puts its file into its place. */
async function settle(
  { part, documents, result }: Work & { readonly result: PartRead },
  { incoming, store, dataDir, folders }: Taking,
): Promise<void> {
  for (const { name, bytes } of result.together ?? []) await store.write(name, bytes);
  for (const file of documents.newest) {
    if (part.feeds.includes(file.feed) && incoming.includes(file)) await store.keep(file);
  }
  // Last: after a crash before it, the next sync sees that the file was made from other documents.
  await result.write(dataDir, await store.fingerprint(part.feeds, ...folders));
}

function countingReader(works: readonly Work[], { onProgress }: ReadOptions): Documents['read'] {
  const documentsTotal = works.reduce((sum, { documents }) => sum + documents.newest.length, 0);
  let documentsDone = 0;
  return async ({ path }) => {
    const bytes = await readDocument(path);
    documentsDone = Math.min(documentsDone + 1, documentsTotal);
    onProgress?.({ documentsDone, documentsTotal });
    return bytes;
  };
}

/** What the files of a data folder say that the six feeds cover. */
export function feedStatuses(dataDir: string): readonly FeedStatus[] {
  using index = KnowledgeIndex.open(indexPath(dataDir));
  using threats = new ThreatFiles(dataDir);
  return allFeeds(index.feeds, threats.feeds);
}

function replaces(incoming: FeedFile, kept: FeedFile): boolean {
  return isCopy(incoming, kept) && incoming.version >= kept.version;
}

function isCopy(one: FeedFile, other: FeedFile): boolean {
  return one.feed === other.feed && one.key === other.key;
}
