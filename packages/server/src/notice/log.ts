/** What was sent, what is still tried, and what was given up. */

import type { DeliveryPage, DeliveryQuery, NoticeDelivery } from '@daybreak/protocol/notice';
import { appendAudit } from '@daybreak/storage/audit';
import { transact } from '@daybreak/storage/database';
import { type LoggedDelivery, listDeliveries, retryDelivery } from '@daybreak/storage/notice';
import type { ServerContext } from '../context/index.ts';
import { Refusal } from '../http/problem.ts';

export async function pageOfDeliveries(
  { database }: ServerContext,
  { cursor, limit }: DeliveryQuery,
): Promise<DeliveryPage> {
  const found = await listDeliveries(database, { before: cursor ?? null, limit: limit + 1 });
  const shown = found.slice(0, limit);
  const next = found.length > limit ? (shown.at(-1)?.sequence ?? null) : null;
  return { deliveries: shown.map(logged), next };
}

function logged(delivery: LoggedDelivery): NoticeDelivery {
  const { sequence: _, lastAttemptAt: __, updates, createdAt, nextAt, sentAt, ...facts } = delivery;
  const tried = facts.state === 'queued' || facts.state === 'failed';
  return {
    ...facts,
    updates: [...updates],
    createdAt: createdAt.toISOString(),
    nextAt: tried ? nextAt.toISOString() : null,
    sentAt: sentAt?.toISOString() ?? null,
  };
}

/** @throws Refusal when there is nothing to try again */
export async function retryNow(
  { database, now }: ServerContext,
  actor: string,
  id: string,
): Promise<void> {
  const at = now();
  await transact(database, async (tx) => {
    const channel = await retryDelivery(tx, { id, at });
    if (channel === null) {
      throw new Refusal(
        'not-found',
        'There is nothing to try: it arrived, or its channel is gone.',
      );
    }
    const action = 'notice-delivery.retry';
    await appendAudit(tx, { at, actor, action, subject: channel, details: { id } });
  });
}
