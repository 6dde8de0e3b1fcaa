import type { FeedDrop, FeedName, FeedStatus } from '@daybreak/core/bulletin';
import { emitBulletins, mergeBulletins, readBulletins } from '../bulletins/index.ts';
import { readDefinitions } from '../definitions/index.ts';
import { DropCounter, type FeedSink } from '../feed/index.ts';
import { readKev } from '../kev/index.ts';
import {
  type CountedDocument,
  documentMonths,
  documentName,
  emitRows,
  lastRelease,
  readCvrf,
} from '../msrc/index.ts';
import { newestCopies } from './copies.ts';
import { readDocument } from './find.ts';
import { type FeedFile, findFeedFiles } from './recognise.ts';

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

/**
 * Reads every document of a folder and the folders below into the sink, each feed's in the order of
 * their names. The rows count only when this returns: after an error the caller keeps what it had.
 * @returns the four feeds; one of which nothing was found has no date and no documents
 * @throws FeedError
 */
export async function readFeedFolder(
  folder: string,
  sink: FeedSink,
  options: ReadOptions = {},
): Promise<readonly FeedStatus[]> {
  const { newest, older } = newestCopies(await findFeedFiles(folder));
  return readFeedFiles(newest, older, folder, sink, options);
}

/** Reads documents that were found before; of their older copies it only says that they were there. */
export async function readFeedFiles(
  newest: readonly FeedFile[],
  older: readonly FeedFile[],
  source: string,
  sink: FeedSink,
  options: ReadOptions = {},
): Promise<readonly FeedStatus[]> {
  let documentsDone = 0;
  const read: ReadFile = async (file) => {
    const bytes = await readDocument(file.path);
    documentsDone += 1;
    options.onProgress?.({ documentsDone, documentsTotal: newest.length });
    return bytes;
  };
  const statuses: FeedStatus[] = [];
  for (const [feed, reader] of Object.entries(readers) as [FeedName, FeedReader][]) {
    const drops = new DropCounter();
    for (const file of older.filter((copy) => copy.feed === feed)) {
      drops.add('older copy of the same document', () => file.source);
    }
    const ofFeed = newest.filter((file) => file.feed === feed);
    const status = { ...nothing(feed, source), ...(await reader(ofFeed, read, sink)) };
    statuses.push({ ...status, drops: [...drops.list(), ...status.drops] });
  }
  return statuses;
}

type ReadFile = (file: FeedFile) => Promise<Uint8Array>;

type FeedReader = (
  files: readonly FeedFile[],
  read: ReadFile,
  sink: FeedSink,
) => Promise<Partial<FeedStatus>>;

const readers: Readonly<Record<FeedName, FeedReader>> = {
  async bulletins(files, read, sink) {
    const drops = new DropCounter();
    const collections = [];
    for (const file of files) collections.push(readBulletins(await read(file), file.source));
    const told = emitBulletins(mergeBulletins(collections, drops), sink, drops);
    return { ...told, documents: files.length, drops: drops.list() };
  },

  async definitions([file], read, sink) {
    return file === undefined ? {} : readDefinitions(await read(file), file.source, sink);
  },

  async kev([file], read) {
    return file === undefined ? {} : readKev(await read(file), file.source);
  },

  async msrc(files, read, sink) {
    const drops = new DropCounter();
    const counted: CountedDocument[] = [];
    for (const file of files) {
      const document = readCvrf(await read(file), file.source);
      const name = documentName(document, file.source);
      const { rows } = emitRows(document, name, sink, drops);
      counted.push({ ...name, rows, released: lastRelease(document) });
    }
    return {
      asOf:
        counted
          .map(({ released }) => released.slice(0, 10))
          .sort()
          .at(-1) ?? null,
      months: documentMonths(counted),
      documents: files.length,
      rows: counted.reduce((sum, { rows }) => sum + rows, 0),
      drops: drops.list(),
    };
  },
};

function nothing(name: FeedName, source: string): FeedStatus {
  const drops: readonly FeedDrop[] = [];
  return { name, source, asOf: null, months: [], documents: 0, rows: 0, drops };
}
