import { createHash } from 'node:crypto';
import type { Host, PostureFacts } from '@daybreak/core/inventory';
import { canonicalJson } from '@daybreak/core/json';

export interface Posture {
  /** SHA-256 of the facts' canonical JSON. */
  readonly hash: string;
  readonly facts: PostureFacts;
}

/** The posture of a host. Hosts with the same facts share it, down to the hash. */
export function postureOf({ name: _name, domain: _domain, ...facts }: Host): Posture {
  return { hash: sha256(canonicalJson(facts)), facts };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
