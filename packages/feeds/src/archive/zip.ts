import type { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { documentBytesMax, FeedError, messageOf, unpackRatioMax } from '../feed/index.ts';
import type { ArchiveEntry } from './entry.ts';

/** The archive's entries in their order, each to be read before the next is asked for. */
export async function* zipEntries(bytes: Uint8Array, source: string): AsyncGenerator<ArchiveEntry> {
  const zip = await open(bytes, source);
  try {
    for await (const entry of zip.eachEntry()) {
      const name = `${source}/${entry.fileName}`;
      yield { name: entry.fileName, pieces: () => entryPieces(zip, entry, name) };
    }
  } catch (cause) {
    throw asFeedError(cause, source);
  } finally {
    zip.close();
  }
}

async function open(bytes: Uint8Array, source: string): Promise<ZipFile> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    return await yauzl.fromBufferPromise(buffer, { lazyEntries: true, autoClose: false });
  } catch (cause) {
    throw asFeedError(cause, source);
  }
}

/** An entry's content; its length and checksum are checked on the way. */
async function* entryPieces(zip: ZipFile, entry: Entry, name: string): AsyncGenerator<Uint8Array> {
  checkSize(entry, name);
  let checksum = 0;
  try {
    const stream: Readable = await zip.openReadStreamPromise(entry);
    for await (const piece of stream as AsyncIterable<Buffer>) {
      checksum = crc32(piece, checksum);
      yield piece;
    }
  } catch (cause) {
    throw asFeedError(cause, name);
  }
  if (checksum !== entry.crc32) throw new FeedError('damaged', name, '', 'the checksum is wrong');
}

function checkSize(entry: Entry, name: string): void {
  if (entry.isEncrypted()) throw new FeedError('refused', name, '', 'the entry is encrypted');
  const { compressedSize, uncompressedSize } = entry;
  if (uncompressedSize > documentBytesMax) {
    throw new FeedError('too-large', name, '', `unpacks to ${uncompressedSize} bytes`);
  }
  if (uncompressedSize > compressedSize * unpackRatioMax) {
    throw new FeedError('too-large', name, '', `packed more than ${unpackRatioMax} to 1`);
  }
}

function asFeedError(cause: unknown, source: string): FeedError {
  if (cause instanceof FeedError) return cause;
  return new FeedError('damaged', source, '', `zip: ${messageOf(cause)}`, { cause });
}
