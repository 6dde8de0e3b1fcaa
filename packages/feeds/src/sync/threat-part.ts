import type { FeedDrop, FeedStatus, ThreatFeedName } from '@daybreak/core/bulletin';
import { DropCounter } from '../feed/index.ts';
import { OpenFile } from '../index-file/index.ts';
import { type ThreatHeader, threatFiles, threatPath } from '../threat-file/index.ts';
import { writeWhole } from '../whole-file/index.ts';
import type { Documents, Part } from './part.ts';
import { recorded } from './part.ts';

/** What a threat feed's documents gave. */
export interface ThreatRead {
  readonly asOf: string | null;
  readonly rows: number;
  /** The file's bytes. */
  encode(told: ThreatHeader): Uint8Array;
  readonly together?: readonly { readonly name: string; readonly bytes: Uint8Array }[];
}

/** How one advisory is attacked, as one feed sees it: a file of its own for each. */
export function threatPart(
  feed: ThreatFeedName,
  read: (documents: Documents, drops: DropCounter) => Promise<ThreatRead>,
): Part {
  return {
    feeds: [feed],

    madeFrom: (dataDir) =>
      recorded(() => {
        using file = OpenFile.open<ThreatHeader>(threatPath(dataDir, feed), threatFiles[feed]);
        return file.header.madeFrom;
      }),

    async read(documents) {
      const drops = new DropCounter();
      for (const file of documents.older) {
        drops.add('older copy of the same document', () => file.source);
      }
      const { encode, together = [], ...told } = await read(documents, drops);
      const status = { ...statusOf(feed, documents, drops.list()), ...told };
      return {
        together,
        write: (dataDir, madeFrom) =>
          writeWhole(threatPath(dataDir, feed), encode({ feed: status, madeFrom })),
      };
    },
  };
}

function statusOf(
  name: ThreatFeedName,
  { newest, source }: Documents,
  drops: readonly FeedDrop[],
): Omit<FeedStatus, 'asOf' | 'rows'> {
  const [only, ...more] = newest;
  const from = only !== undefined && more.length === 0 ? only.source : source;
  return { name, source: from, months: [], documents: newest.length, drops };
}
