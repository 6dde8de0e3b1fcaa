/**
 * The audit ledger: who did what, when, to what. Each entry's hash covers the entry and the hash
 * before it, so that a change anywhere breaks every link after it.
 */

import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { canonicalJson } from '../database/canonical.ts';
import type { Reader, Transactor } from '../database/index.ts';

export interface AuditEvent {
  readonly at: Date;
  /** Name of the user, or `system`. */
  readonly actor: string;
  /** `host.import`, `session.login`. */
  readonly action: string;
  /** What it was done to; empty where that is plain. */
  readonly subject: string;
  readonly details: Readonly<Record<string, unknown>>;
}

export interface AuditEntry extends AuditEvent {
  /** 1, 2, 3 … without gaps. */
  readonly sequence: number;
  readonly previous: string;
  readonly hash: string;
}

/** The first entry has nothing before it. */
const noHash = '0'.repeat(64);
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

function contentOf(entry: Omit<AuditEntry, 'hash'>): string {
  const { at, actor, action, subject, details, sequence, previous } = entry;
  const content = { sequence, at: at.toISOString(), actor, action, subject, details, previous };
  return canonicalJson(content);
}

/** JSON writes halves of characters, and the zero character, as escapes. */
function isStorable(content: string): boolean {
  return !/(?<!\\)(?:\\\\)*\\u(?:d[89a-f]|0000)/.test(content);
}

function hashOf(content: string): string {
  return createHash('sha256').update(content).digest('hex');
}

/** Up to `limit` entries after this one, in their order. */
export async function readAudit(
  reader: Reader,
  after: number,
  limit: number,
): Promise<AuditEntry[]> {
  const rows = await sql<Omit<AuditEntry, 'sequence'> & { sequence: string }>`
    select sequence, at, actor, action, subject, details, previous, hash
    from audit where sequence > ${after} order by sequence limit ${limit}`.execute(reader);
  return rows.rows.map((row) => ({ ...row, sequence: Number(row.sequence) }));
}

/** Number of the newest entry; 0 where there is none. */
export async function lastAudit(reader: Reader): Promise<number> {
  const { rows } = await sql<{ last: number }>`
    select coalesce(max(sequence), 0)::int as last from audit`.execute(reader);
  return rows[0]?.last ?? 0;
}

/** Where the chain breaks: the first entry that does not follow from the one before. */
export interface ChainBreak {
  readonly sequence: number;
  readonly reason: string;
}

const verifyBatch = 1_000;

/** Recomputes the whole chain. Null when it is whole. */
export async function verifyAudit(reader: Reader): Promise<ChainBreak | null> {
  let before = { sequence: 0, hash: noHash };
  for (;;) {
    const entries = await readAudit(reader, before.sequence, verifyBatch);
    for (const entry of entries) {
      const reason = breakOf(before, entry);
      if (reason !== null) return { sequence: entry.sequence, reason };
      before = entry;
    }
    if (entries.length < verifyBatch) return null;
  }
}

function breakOf(before: { sequence: number; hash: string }, entry: AuditEntry): string | null {
  if (entry.sequence !== before.sequence + 1) return 'entries before it are missing';
  if (entry.previous !== before.hash) return 'it does not follow the entry before it';
  return entry.hash === hashOf(contentOf(entry)) ? null : 'its content is not what was written';
}
