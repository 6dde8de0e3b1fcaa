/** Orders as administrators place and cancel them. */

import { evidenceOf } from '@daybreak/core/agent';
import type { NewOrder, PlacedOrder } from '@daybreak/protocol/agent';
import { holdAgentOfHost } from '@daybreak/storage/agent';
import { appendAudit } from '@daybreak/storage/audit';
import { transact } from '@daybreak/storage/database';
import { addOrder, cancelOrder } from '@daybreak/storage/order';
import type { ServerContext } from '../context/index.ts';
import { Refusal } from '../http/problem.ts';
import type { UrgencyBoard } from '../urgency/board.ts';
import { evidenceDemandsOf } from './evidence-demands.ts';

/** Who asks it of which host. */
interface Act {
  readonly actor: string;
  readonly hostId: string;
}

/**
 * Evidence is gathered first where policy or a directive wants it, whatever is asked.
 * @throws Refusal when the host has no agent that could do it
 */
export async function placeOrder(
  context: ServerContext,
  urgency: UrgencyBoard,
  { actor, hostId }: Act,
  asked: NewOrder,
): Promise<PlacedOrder> {
  const { database, now, newId } = context;
  const demands = [...(await evidenceDemandsOf(context, urgency, hostId, asked))];
  const evidence = evidenceOf(asked.evidence, demands);
  const order = { ...asked, evidence, evidenceDemands: demands };
  const [id, at] = [newId(), now()];
  await transact(database, async (tx) => {
    const agent = await holdAgentOfHost(tx, hostId);
    if (agent === null || agent.revokedAt !== null) {
      throw new Refusal('not-found', 'This host has no agent that could carry it out.');
    }
    await addOrder(tx, { ...order, id, hostId, placedBy: actor, at });
    const details = { id, host: hostId, ...order };
    await appendAudit(tx, { at, actor, action: 'order.place', subject: agent.hostName, details });
  });
  return { id, evidence, evidenceDemands: demands };
}

/** @throws Refusal when it has begun, or there is none */
export async function cancelOrderOf(
  { database, now }: ServerContext,
  { actor, hostId }: Act,
  id: string,
): Promise<void> {
  const at = now();
  await transact(database, async (tx) => {
    const agent = await holdAgentOfHost(tx, hostId);
    if (agent === null || !(await cancelOrder(tx, { id, hostId }, { by: actor, at }))) {
      throw new Refusal('order-begun', 'It has begun or ended, or there is no such order.');
    }
    const details = { id, host: hostId };
    await appendAudit(tx, { at, actor, action: 'order.cancel', subject: agent.hostName, details });
  });
}
