import type { FeedName } from '@daybreak/core/bulletin';
import { IndexError } from '../index-file/index.ts';
import type { FeedFile } from './recognise.ts';

/**
 * A file of the data folder that is made from the documents of some feeds. It is made anew only when
 * something of theirs arrived, or when the file is not there or of another format.
 */
export interface Part {
  /** Whose documents it is made from. */
  readonly feeds: readonly FeedName[];
  /** What the file that is there was made from; null where nobody recorded it. */
  madeFrom(dataDir: string): string | null;
  /** Reads the documents; nothing is written yet. @throws FeedError */
  read(documents: Documents): Promise<PartRead>;
}

export interface Documents {
  /** Each document once, its newest copy. */
  readonly newest: readonly FeedFile[];
  /** Copies of them that do not count. */
  readonly older: readonly FeedFile[];
  /** Those of the store as it is. */
  readonly kept: readonly FeedFile[];
  /** For people: where the new documents come from. */
  readonly source: string;
  read(file: FeedFile): Promise<Uint8Array>;
}

export interface PartRead {
  /** Documents that the store keeps as one, packed. */
  readonly together?: readonly { readonly name: string; readonly bytes: Uint8Array }[];
  /** Puts the file into its place. @throws FeedError `unreadable` */
  write(dataDir: string, madeFrom: string): Promise<void>;
}

/** Null where there is no such file, or none that this Daybreak can read. */
export function recorded(read: () => string | null): string | null {
  try {
    return read();
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    if (isMissing || error instanceof IndexError) return null;
    throw error;
  }
}
