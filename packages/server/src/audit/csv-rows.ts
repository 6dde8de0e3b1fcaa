/** The ledger as a table: as the screen tells it, and what one needs to follow the chain oneself. */

import { wordsOfAction } from '@daybreak/core/audit';
import { csvLine } from '@daybreak/core/csv';
import type { AuditEntry } from '@daybreak/protocol/audit';

export function csvHead(): string {
  return csvLine([
    ...['number', 'when (UTC)', 'who', 'what', 'of what', 'action', 'details'],
    ...['hash of the entry before', 'hash'],
  ]);
}

export function csvRow({ sequence, at, subject, details, ...entry }: AuditEntry): string {
  const { actor, action, previous, hash } = entry;
  const did = wordsOfAction(action)?.did ?? '';
  const told = JSON.stringify(details);
  return csvLine([String(sequence), at ?? '', actor, did, subject, action, told, previous, hash]);
}
