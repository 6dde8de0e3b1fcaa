/**
 * The audit ledger: who did what, when, to what. Each entry's hash covers the entry and the hash
 * before it, so that a change anywhere breaks every link after it.
 */

import { createHash } from 'node:crypto';
import type { AuditAction } from '@daybreak/core/audit';
import { canonicalJson } from '@daybreak/core/json';
import { sql } from 'kysely';
import type { Transactor } from '../database/index.ts';

export interface AuditEvent {
  readonly at: Date;
  /** Name of the user, or `system`. */
  readonly actor: string;
  readonly action: AuditAction;
  /** What it was done to; empty where that is plain. */
  readonly subject: string;
  readonly details: Readonly<Record<string, unknown>>;
}

export interface AuditEntry extends Omit<AuditEvent, 'action'> {
  /** As it was written, which may be by another version of Daybreak. */
  readonly action: string;
  /** 1, 2, 3 … without gaps. */
  readonly sequence: number;
  readonly previous: string;
  readonly hash: string;
}

/** What the first entry follows. */
export const noHash = '0'.repeat(64);
/** Entries are appended one after the other; it spells "audi". */
const appendLock = 0x61756469;

/**
 * Appends an entry, in the transaction of what it tells of: both happen or neither.
 * @throws Error for text that a database would keep as another, which would break the chain
 */
export async function appendAudit(tx: Transactor, event: AuditEvent): Promise<AuditEntry> {
  await sql`select pg_advisory_xact_lock(${sql.lit(appendLock)})`.execute(tx);
  const last = await tx
    .selectFrom('audit')
    .select(['sequence', 'hash'])
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst();
  const link = { sequence: Number(last?.sequence ?? 0) + 1, previous: last?.hash ?? noHash };
  const content = contentOf({ ...event, ...link });
  if (!isStorable(content)) throw new Error('an entry of the ledger holds half a character');
  const entry = { ...event, ...link, hash: hashOf(content) };
  await tx
    .insertInto('audit')
    .values({ ...entry, details: JSON.stringify(entry.details) })
    .execute();
  return entry;
}

/** What the hash covers: all of the entry but the hash itself. */
export function contentOf(entry: Omit<AuditEntry, 'hash'>): string {
  const { at, actor, action, subject, details, sequence, previous } = entry;
  const content = { sequence, at: at.toISOString(), actor, action, subject, details, previous };
  return canonicalJson(content);
}

/** JSON writes halves of characters, and the zero character, as escapes. */
function isStorable(content: string): boolean {
  return !/(?<!\\)(?:\\\\)*\\u(?:d[89a-f]|0000)/.test(content);
}

export function hashOf(content: string): string {
  return createHash('sha256').update(content).digest('hex');
}
