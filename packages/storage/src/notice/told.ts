/** What was told of deadlines. Several servers may look at once: one after the other tells. */

import type { Notice, Told } from '@daybreak/core/notice';
import { sql } from 'kysely';
import type { Reader, Transactor } from '../database/index.ts';

/** It spells "noti". */
const tellLock = 0x6e6f7469;

/** Until the transaction ends, nobody else tells. */
export async function holdTelling(tx: Transactor): Promise<void> {
  await sql`select pg_advisory_xact_lock(${sql.lit(tellLock)})`.execute(tx);
}

/** In their order: all that was told of these updates, and of any deadline that was not settled. */
export async function readTold(reader: Reader, updates: readonly string[]): Promise<Told[]> {
  const rows = await noticeRows(reader)
    .where(({ eb, or }) =>
      or([
        eb('update_name', '=', sql<string>`any(${[...new Set(updates)]}::text[])`),
        eb(
          'update_name',
          'in',
          eb
            .selectFrom('notices as other')
            .select('other.update_name')
            .where('other.running', '=', true),
        ),
      ]),
    )
    .orderBy('sequence')
    .execute();
  return rows.map(noticeOf);
}

/** Keeps what is told now as one batch; what a `settled` ends does not run any more. */
export async function addNotices(
  tx: Transactor,
  batch: string,
  notices: readonly (Notice & { readonly id: string })[],
): Promise<void> {
  for (const notice of notices) {
    await tx.insertInto('notices').values(rowOf(batch, notice)).execute();
    if (notice.kind === 'settled') await stopRunning(tx, notice);
  }
}

function rowOf(batch: string, notice: Notice & { readonly id: string }) {
  const { title, tier, reasons, hosts, alsoDueMs, nextDueMs, beforeMs, outcome } = notice;
  const content = { title, tier, reasons, hosts, alsoDueMs, nextDueMs, beforeMs, outcome };
  return {
    id: notice.id,
    batch,
    update_name: notice.update,
    policy: notice.policy,
    host_group: notice.group,
    kind: notice.kind,
    due_at: new Date(notice.dueMs),
    round: notice.round,
    day: notice.day,
    told_at: new Date(notice.atMs),
    content: JSON.stringify(content),
    running: notice.kind !== 'settled',
  };
}

async function stopRunning(tx: Transactor, settled: Notice): Promise<void> {
  const dues = [settled.dueMs, ...settled.alsoDueMs].map((ms) => new Date(ms));
  await tx
    .updateTable('notices')
    .set({ running: false })
    .where('update_name', '=', settled.update)
    .where('policy', '=', settled.policy)
    .where('host_group', 'is not distinct from', settled.group)
    .where('due_at', 'in', dues)
    .execute();
}

export type KeptNotice = Notice & { readonly id: string };

/** What a delivery brings, in the order in which it was decided: the most urgent first. */
export async function readBatch(reader: Reader, batch: string): Promise<KeptNotice[]> {
  const rows = await noticeRows(reader).where('batch', '=', batch).orderBy('sequence').execute();
  return rows.map(noticeOf);
}

/** The newest first. */
export async function readNewestNotices(reader: Reader, limit: number): Promise<KeptNotice[]> {
  const rows = await noticeRows(reader).orderBy('sequence', 'desc').limit(limit).execute();
  return rows.map(noticeOf);
}

function noticeRows(reader: Reader) {
  return reader
    .selectFrom('notices')
    .select(['id', 'update_name', 'policy', 'host_group', 'kind', 'due_at', 'round', 'day'])
    .select(['told_at', 'content']);
}

type NoticeRow = Awaited<ReturnType<ReturnType<typeof noticeRows>['execute']>>[number];

function noticeOf(row: NoticeRow): KeptNotice {
  const { id, policy, kind, round, day, content } = row;
  return {
    ...content,
    id,
    update: row.update_name,
    policy,
    group: row.host_group,
    kind,
    dueMs: row.due_at.getTime(),
    round,
    day,
    atMs: row.told_at.getTime(),
  };
}
