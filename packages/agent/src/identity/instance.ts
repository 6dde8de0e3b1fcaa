/**
 * Which process this is: made when the agent starts and kept in memory alone, so that two machines
 * with one disk are told apart.
 * @param randomBytes 16 of them
 */
export function instanceOf(randomBytes: Uint8Array): string {
  return Buffer.from(randomBytes).toString('base64url');
}
