import { createHash } from 'node:crypto';
import { canonicalJson } from '@daybreak/core/json';

/** The name of a document: SHA-256 of its canonical JSON, hexadecimal. */
export function documentHashOf(document: object): string {
  return createHash('sha256').update(canonicalJson(document)).digest('hex');
}
