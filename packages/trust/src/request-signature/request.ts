import { hash } from 'node:crypto';
import type { Components } from './base.ts';

/** A request as it goes over the wire. */
export interface SignedParts {
  /** `POST`. */
  readonly method: string;
  /** As in the request line: `/api/agent/check-in?full=1`. */
  readonly target: string;
  readonly body: Uint8Array;
}

/** The field Content-Digest of a body (RFC 9530, 2). */
export function contentDigest(body: Uint8Array): string {
  return `sha-256=:${hash('sha256', body, 'base64')}:`;
}

/**
 * What is signed of each request: enough that nothing in it can be another. Not its authority: hosts
 * may reach the server by other names, through relays, and a key is for one server alone.
 */
export function componentsOf({ method, target, body }: SignedParts): Components {
  const [path = '/', ...query] = target.split('?');
  return new Map([
    ['@method', method.toUpperCase()],
    ['@path', path],
    ['@query', `?${query.join('?')}`],
    ['content-digest', contentDigest(body)],
  ]);
}
