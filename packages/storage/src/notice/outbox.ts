/**
 * Deliveries: queued with what they tell of, taken by one server at a time, tried until they arrive
 * or are given up. A server that dies in between leaves a lease that ends; then it is tried again,
 * under the same id, so that a receiver can drop what it has already.
 */

import { longestWaitMs, triedForMs } from '@daybreak/core/notice';
import { sql } from 'kysely';
import type { Database, Transactor } from '../database/index.ts';
import type { AttemptResult, TakenDelivery } from './delivery.ts';

/** Longer than any attempt takes. */
export const leaseMs = 120_000;

export async function queueDeliveries(
  tx: Transactor,
  batch: string,
  deliveries: readonly { readonly id: string; readonly channelId: string }[],
  at: Date,
): Promise<void> {
  if (deliveries.length === 0) return;
  const rows = deliveries.map(({ id, channelId }) => ({
    id,
    channel_id: channelId,
    batch,
    state: 'queued' as const,
    created_at: at,
    next_at: at,
    give_up_at: new Date(at.getTime() + triedForMs),
  }));
  await tx.insertInto('notice_deliveries').values(rows).execute();
}

/**
 * Takes up to `limit` deliveries whose time has come. A time further ahead than any pause or lease
 * was written by a clock that has been set back since: it counts as come.
 */
export async function takeDeliveries(
  database: Database,
  { at, limit }: { readonly at: Date; readonly limit: number },
): Promise<TakenDelivery[]> {
  const [now, nowMs] = [at, at.getTime()];
  const { rows } = await sql<TakenDelivery>`
    with due as materialized (
      select id from notice_deliveries
      where state in ('queued', 'failed')
        and (next_at <= ${now} or next_at > ${new Date(nowMs + longestWaitMs)})
        and (leased_until is null or leased_until <= ${now}
          or leased_until > ${new Date(nowMs + leaseMs)})
      order by next_at limit ${limit} for update skip locked
    )
    update notice_deliveries set attempts = attempts + 1, last_attempt_at = ${now},
      leased_until = ${new Date(nowMs + leaseMs)}
    where id in (select id from due)
    returning id, channel_id as "channelId", batch, attempts, give_up_at as "giveUpAt"`.execute(
    database,
  );
  return rows;
}

/**
 * Writes down what came of an attempt. False when the lease had ended and another server has tried
 * meanwhile: then its result counts, not this one, unless this one arrived.
 */
export async function finishAttempt(
  database: Database,
  { id, attempts }: Pick<TakenDelivery, 'id' | 'attempts'>,
  result: AttemptResult,
  at: Date,
): Promise<boolean> {
  const query = database
    .updateTable('notice_deliveries')
    .set(columnsOf(result, at))
    .where('id', '=', id);
  const mine =
    result.state === 'sent'
      ? query.where('state', '<>', 'sent')
      : query.where('attempts', '=', attempts).where('state', 'in', ['queued', 'failed']);
  const { numUpdatedRows } = await mine.executeTakeFirst();
  return numUpdatedRows > 0n;
}

function columnsOf(result: AttemptResult, at: Date) {
  const done = { state: result.state, leased_until: null };
  if (result.state === 'sent')
    return { ...done, sent_at: at, last_error: result.note, outage: false };
  const { error, outage } = result;
  const next = result.state === 'failed' ? { next_at: result.nextAt } : {};
  return { ...done, ...next, last_error: error, outage };
}

/** Writes a test down, which was tried once and is not tried again. */
export async function addTest(
  tx: Transactor,
  test: { readonly id: string; readonly channelId: string; readonly at: Date },
  result: Exclude<AttemptResult, { readonly state: 'failed' }>,
): Promise<void> {
  const { id, channelId, at } = test;
  const times = { created_at: at, next_at: at, give_up_at: at, last_attempt_at: at };
  const facts = { id, channel_id: channelId, batch: null, attempts: 1, ...times };
  await tx
    .insertInto('notice_deliveries')
    .values({ ...facts, ...columnsOf(result, at) })
    .execute();
}

/**
 * Tries a delivery again at the next look, and for three days more if it was given up. Returns the
 * channel's name; null when there is nothing to try: it arrived, was a test, or its channel is gone.
 */
export async function retryDelivery(
  tx: Transactor,
  { id, at }: { readonly id: string; readonly at: Date },
): Promise<string | null> {
  const giveUpAt = new Date(at.getTime() + triedForMs);
  const { rows } = await sql<{ name: string }>`
    update notice_deliveries d set state = case d.state when 'queued' then 'queued' else 'failed' end,
      next_at = ${at}, give_up_at = greatest(d.give_up_at, ${giveUpAt})
    from notice_channels c
    where d.id = ${id}::uuid and c.id = d.channel_id and c.removed_at is null
      and d.batch is not null and d.state <> 'sent'
    returning c.name`.execute(tx);
  return rows[0]?.name ?? null;
}
