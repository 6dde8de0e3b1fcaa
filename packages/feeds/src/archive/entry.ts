import { FeedError } from '../feed/index.ts';

/** A file in an archive. */
export interface ArchiveEntry {
  readonly name: string;
  /** Its content, to be read before the next entry is asked for. */
  pieces(): AsyncGenerator<Uint8Array>;
}

/**
 * The whole content of a small entry.
 * @throws FeedError `too-large`, and what the archive's own reader throws
 */
export async function entryBytes(
  entry: ArchiveEntry,
  source: string,
  bytesMax: number,
): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of entry.pieces()) {
    length += piece.length;
    if (length > bytesMax) throw new FeedError('too-large', source, '', `over ${bytesMax} bytes`);
    pieces.push(piece);
  }
  return Buffer.concat(pieces, length);
}
