import { constants, gunzipSync } from 'node:zlib';
import { FeedError, messageOf } from './error.ts';
import { documentBytesMax } from './limits.ts';

const gzipMagic = [0x1f, 0x8b] as const;

/**
 * The document's own bytes: unpacked when they are gzip, else as they are.
 * @throws FeedError `damaged` or `too-large`
 */
export function unpack(bytes: Uint8Array, source: string): Uint8Array {
  if (!isGzip(bytes)) return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: documentBytesMax });
  } catch (cause) {
    if (cause instanceof RangeError) {
      throw new FeedError('too-large', source, '', 'unpacks to more than 512 MiB', { cause });
    }
    throw new FeedError('damaged', source, '', `gzip: ${messageOf(cause)}`, { cause });
  }
}

/** Packed bytes that are read to see what a document is. */
export const headBytes = 16 * 1024;

/**
 * The beginning of a document as text, enough to tell what it is; broken characters are replaced.
 * @throws FeedError `damaged` when it is gzip and cannot be unpacked from the start
 */
export function readHead(bytes: Uint8Array, source: string): string {
  const head = bytes.subarray(0, headBytes);
  try {
    const finishFlush = constants.Z_SYNC_FLUSH;
    return new TextDecoder().decode(isGzip(head) ? gunzipSync(head, { finishFlush }) : head);
  } catch (cause) {
    throw new FeedError('damaged', source, '', `gzip: ${messageOf(cause)}`, { cause });
  }
}

/** Told by the first bytes, since servers and people rename files. */
export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === gzipMagic[0] && bytes[1] === gzipMagic[1];
}

/** @throws FeedError `damaged` when the bytes are not UTF-8 */
export function decodeUtf8(bytes: Uint8Array, source: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new FeedError('damaged', source, '', 'the text is not UTF-8', { cause });
  }
}

/** @throws FeedError `damaged` when the text is not JSON */
export function parseJson(bytes: Uint8Array, source: string): unknown {
  const text = decodeUtf8(bytes, source);
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new FeedError('damaged', source, '', `JSON: ${messageOf(cause)}`, { cause });
  }
}
