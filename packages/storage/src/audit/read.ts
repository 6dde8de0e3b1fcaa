/** Entries of the ledger in their order, as they stand in the database. */

import { sql } from 'kysely';
import type { Reader } from '../database/index.ts';
import type { AuditEntry } from './append.ts';

/** bigint, which the driver gives as text. */
type AuditRow = Omit<AuditEntry, 'sequence'> & { readonly sequence: string };

/** Up to `limit` entries after this one, in their order. */
export async function readAudit(
  reader: Reader,
  after: number,
  limit: number,
): Promise<AuditEntry[]> {
  const rows = await sql<AuditRow>`
    select sequence, at, actor, action, subject, details, previous, hash
    from audit where sequence > ${after} order by sequence limit ${limit}`.execute(reader);
  return rows.rows.map(entryOf);
}

/** Number of the newest entry; 0 where there is none. */
export async function lastAudit(reader: Reader): Promise<number> {
  const { rows } = await sql<{ last: string }>`
    select coalesce(max(sequence), 0) as last from audit`.execute(reader);
  return Number(rows[0]?.last ?? 0);
}

export function entryOf(row: AuditRow): AuditEntry {
  return { ...row, sequence: Number(row.sequence) };
}
