import { FeedError, parseJson, unpack } from '../feed/index.ts';
import type { CvrfDocument } from './document.ts';
import { readCvrfJson } from './json.ts';
import { readCvrfXml } from './xml.ts';

const blanks: ReadonlySet<number> = new Set([0x09, 0x0a, 0x0d, 0x20, 0xef, 0xbb, 0xbf]);

/**
 * Reads a document in XML or JSON, packed with gzip or not.
 * @param source file or address, for error messages
 * @throws FeedError
 */
export function readCvrf(bytes: Uint8Array, source: string): CvrfDocument {
  const unpacked = unpack(bytes, source);
  const first = unpacked.find((byte) => !blanks.has(byte));
  if (first === 0x3c) return readCvrfXml(unpacked, source);
  if (first === 0x7b) return readCvrfJson(parseJson(unpacked, source), source);
  throw new FeedError('not-recognised', source, '', 'neither XML nor JSON');
}
