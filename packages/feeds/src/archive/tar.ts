import { PassThrough, Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { extract } from 'tar-stream';
import { FeedError, isGzip, messageOf, unpackRatioMax } from '../feed/index.ts';
import type { ArchiveEntry } from './entry.ts';

/** The plain files of a tar archive, packed with gzip or not, in their order. */
export async function* tarEntries(bytes: Uint8Array, source: string): AsyncGenerator<ArchiveEntry> {
  const unpacked = extract();
  const steps = [isGzip(bytes) ? createGunzip() : new PassThrough(), bounded(bytes, source)];
  // What breaks in it breaks the loop below as well, which is where it is told.
  const feeding = pipeline([Readable.from([bytes]), ...steps, unpacked]).catch(() => undefined);
  try {
    for await (const entry of unpacked) {
      const { name, type } = entry.header;
      const file = `${source}/${name}`;
      if (type === 'file') yield { name, pieces: () => entryPieces(entry, file) };
      entry.resume();
    }
  } catch (cause) {
    throw asFeedError(cause, source);
  } finally {
    unpacked.destroy();
    await feeding;
  }
}

/** Passes on what is unpacked, up to what a real archive can be. */
function bounded(bytes: Uint8Array, source: string): Transform {
  let left = bytes.length * unpackRatioMax;
  return new Transform({
    transform(piece: Uint8Array, _, done) {
      left -= piece.length;
      const message = `packed more than ${unpackRatioMax} to 1`;
      if (left < 0) done(new FeedError('too-large', source, '', message));
      else done(null, piece);
    },
  });
}

async function* entryPieces(entry: object, name: string): AsyncGenerator<Uint8Array> {
  try {
    for await (const piece of entry as AsyncIterable<Uint8Array>) yield piece;
  } catch (cause) {
    throw asFeedError(cause, name);
  }
}

function asFeedError(cause: unknown, source: string): FeedError {
  if (cause instanceof FeedError) return cause;
  return new FeedError('damaged', source, '', `tar: ${messageOf(cause)}`, { cause });
}
