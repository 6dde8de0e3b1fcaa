/** The ledger as people look through it: the newest entries first, filtered, a page at a time. */

import { type RawBuilder, sql } from 'kysely';
import type { Reader } from '../database/index.ts';
import type { AuditEntry } from './append.ts';
import { entryOf } from './read.ts';

export interface AuditFilter {
  /** In the actor, the action or the subject, in any case; undefined for any entry. */
  readonly text?: string | undefined;
  /** Actions that fit the text by their words. */
  readonly actions: readonly string[];
  /** Of this instant or later. */
  readonly from?: Date | undefined;
  /** Earlier than this instant. */
  readonly before?: Date | undefined;
}

export interface AuditPageQuery extends AuditFilter {
  /** Entries with smaller numbers; undefined for the newest. */
  readonly below?: number | undefined;
  readonly limit: number;
}

export async function listAudit(reader: Reader, query: AuditPageQuery): Promise<AuditEntry[]> {
  const { below, limit } = query;
  const older = below === undefined ? sql`true` : sql`sequence < ${below}`;
  const { rows } = await sql<Parameters<typeof entryOf>[0]>`
    select sequence, at, actor, action, subject, details, previous, hash
    from audit where ${older} and ${matches(query)}
    order by sequence desc limit ${limit}`.execute(reader);
  return rows.map(entryOf);
}

/** How many entries match, on all pages. */
export async function countAudit(reader: Reader, filter: AuditFilter): Promise<number> {
  const { rows } = await sql<{ count: string }>`
    select count(*) as count from audit where ${matches(filter)}`.execute(reader);
  return Number(rows[0]?.count ?? 0);
}

function matches({ text, actions, from, before }: AuditFilter): RawBuilder<unknown> {
  const conditions = [sql`true`];
  if (from !== undefined) conditions.push(sql`at >= ${from}`);
  if (before !== undefined) conditions.push(sql`at < ${before}`);
  if (text !== undefined) conditions.push(holds(text, actions));
  return sql.join(conditions, sql` and `);
}

function holds(text: string, actions: readonly string[]): RawBuilder<unknown> {
  const pattern = `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`;
  const inText = sql`actor ilike ${pattern} or action ilike ${pattern} or subject ilike ${pattern}`;
  return sql`(${inText} or action = any(${[...actions]}))`;
}
