import { FeedError } from '../feed/index.ts';

/**
 * Reads a body up to a bound, giving up as soon as it is passed: a length can be stated wrongly or
 * not at all.
 * @throws FeedError `too-large`; whatever the connection throws when it breaks off
 */
export async function readBody(
  response: Response,
  address: string,
  bytesMax: number,
  onBytes?: (bytes: number) => void,
): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of response.body ?? []) {
    bytes += piece.length;
    if (bytes > bytesMax) {
      throw new FeedError('too-large', address, '', `more than ${bytesMax} bytes`);
    }
    pieces.push(piece);
    onBytes?.(bytes);
  }
  return Buffer.concat(pieces, bytes);
}
