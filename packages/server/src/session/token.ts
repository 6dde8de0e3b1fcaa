/** Secrets that we hand out. What we keep of them is a hash. */

import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

const tokenBytes = 32;

/** A new secret of 256 bits, safe in addresses, headers and cookies. */
export function newToken(randomBytes: (count: number) => Uint8Array): string {
  return Buffer.from(randomBytes(tokenBytes)).toString('base64url');
}

/** What is kept of a token. Fast is fine here: nobody can guess 256 bits. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** The CSRF token of a session: follows from its secret, so that there is nothing more to keep. */
export function csrfTokenOf(sessionToken: string): string {
  return createHmac('sha256', sessionToken).update('csrf').digest('base64url');
}

/** Compares in the same time wherever the difference is. */
export function sameSecret(a: string, b: string): boolean {
  const [one, other] = [createHash('sha256').update(a), createHash('sha256').update(b)];
  return timingSafeEqual(one.digest(), other.digest());
}
