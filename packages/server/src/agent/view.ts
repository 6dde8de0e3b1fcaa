/** A host's agent and its orders, as they are now. */

import { isSilent } from '@daybreak/core/agent';
import {
  agentHealth,
  agentStatus,
  type Candidate,
  type Candidates,
  candidate,
  type HostAgent,
  offeredUpdate,
  type ShownOrder,
  shownOrder,
} from '@daybreak/protocol/agent';
import { type AgentRow, readAgent } from '@daybreak/storage/agent';
import { readHost } from '@daybreak/storage/host';
import { lastOrders, type OrderRow } from '@daybreak/storage/order';
import { z } from 'zod';
import type { ServerContext } from '../context/index.ts';
import { Refusal } from '../http/problem.ts';

const ordersShown = 50;

/** @throws Refusal when there is no such host */
export async function readHostAgent(
  { database, now }: ServerContext,
  hostId: string,
): Promise<HostAgent> {
  const row = await readAgent(database, hostId);
  if (row === null && (await readHost(database, hostId)) === null) {
    throw new Refusal('not-found', 'There is no such host; it may have been removed.');
  }
  const nowMs = now().getTime();
  const orders = await lastOrders(database, hostId, ordersShown);
  return {
    agent: row === null ? null : shownAgent(row, nowMs),
    orders: orders.map((order) => shown(order, nowMs)),
  };
}

function shownAgent(row: AgentRow, nowMs: number): NonNullable<HostAgent['agent']> {
  const { keyId, pollSeconds, runs, cloneNoticedAt, statusAt } = row;
  const contact = { lastContactMs: row.lastContact.getTime(), pollSeconds };
  const isCloned = runs.clone !== null && cloneNoticedAt !== null;
  return {
    ...{ keyId, pollSeconds, isSilent: isSilent(contact, nowMs) },
    enrolledAt: row.enrolledAt.toISOString(),
    lastContact: row.lastContact.toISOString(),
    revokedAt: text(row.revokedAt),
    clone: isCloned ? { noticedAt: cloneNoticedAt.toISOString(), why: runs.clone.why } : null,
    status:
      statusAt === null
        ? null
        : { at: statusAt.toISOString(), said: agentStatus.parse(row.status) },
    candidates:
      row.candidates === null
        ? null
        : {
            at: text(row.candidatesAt),
            ...saidCandidates(row.candidates),
          },
    watch: row.watch && { ...row.watch, manifests: [...row.watch.manifests] },
    health:
      row.healthAt === null
        ? null
        : { at: row.healthAt.toISOString(), said: agentHealth.parse(row.health) },
  };
}

const keptCandidates = z.array(z.union([candidate, offeredUpdate]));

/** They are kept in one list. */
export function saidCandidates(kept: unknown): Pick<Candidates, 'updates'> & { said: Candidate[] } {
  const all = keptCandidates.parse(kept);
  const updates = all.filter((one) => 'update' in one);
  const said = all.filter((one) => 'source' in one);
  return updates.length === 0 ? { said } : { said, updates };
}

function shown(row: OrderRow, nowMs: number): ShownOrder {
  return shownOrder.parse({
    ...row,
    state: stateOf(row, nowMs),
    placedAt: text(row.placedAt),
    grantedAt: text(row.grantedAt),
    leaseUntil: text(row.leaseUntil),
    begunAt: text(row.begunAt),
    endedAt: text(row.endedAt),
    handedOver:
      row.evidenceSha256 === null ? null : { sha256: row.evidenceSha256, at: text(row.evidenceAt) },
    cancelledAt: text(row.cancelledAt),
  });
}

function stateOf(row: OrderRow, nowMs: number): ShownOrder['state'] {
  if (row.endedAt !== null) return 'ended';
  if (row.cancelledAt !== null) return 'cancelled';
  if (row.begunAt !== null) return 'begun';
  if (row.leaseUntil === null) return 'waiting';
  return row.leaseUntil.getTime() > nowMs ? 'granted' : 'lapsed';
}

function text(at: Date | null): string | null {
  return at?.toISOString() ?? null;
}
