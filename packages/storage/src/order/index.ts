/**
 * Orders of hosts. Whoever changes one holds its host's agent (`agent/hold.ts`) or asks in the same
 * statement for the state that it needs: so an order is begun or cancelled, and never both.
 */

import type { EvidenceDemand, EvidenceWish } from '@daybreak/core/agent';
import { sql } from 'kysely';
import type { Reader, Transactor } from '../database/index.ts';
import type { GrantedOrder } from './grant.ts';

export * from './evidence.ts';
export { type GrantedOrder, grantOrders } from './grant.ts';

export interface NewOrder {
  readonly id: string;
  readonly hostId: string;
  readonly action: string;
  readonly manifest: string;
  readonly packages: readonly { readonly name: string; readonly version: string }[];
  readonly updates: readonly string[];
  readonly evidence: EvidenceWish;
  readonly evidenceDemands: readonly EvidenceDemand[];
  readonly leaseMs: number;
  /** Name of the user. */
  readonly placedBy: string;
  readonly at: Date;
}

export async function addOrder(tx: Transactor, order: NewOrder): Promise<void> {
  const none = { granted_at: null, lease_until: null, begun_at: null, progress: null };
  await tx
    .insertInto('orders')
    .values({
      ...{ id: order.id, host_id: order.hostId, action: order.action, manifest: order.manifest },
      packages: JSON.stringify(order.packages),
      updates: JSON.stringify(order.updates),
      evidence: order.evidence,
      evidence_demands: JSON.stringify(order.evidenceDemands),
      ...{ lease_ms: order.leaseMs, placed_by: order.placedBy, placed_at: order.at, ...none },
      ...{ ended_at: null, outcome: null, cancelled_by: null, cancelled_at: null },
    })
    .execute();
}

/** What a host says of its order. Times are by its clock. */
export type OrderEvent =
  | { readonly kind: 'begun'; readonly at: Date }
  | { readonly kind: 'progress'; readonly at: Date; readonly progress: string }
  | { readonly kind: 'ended'; readonly at: Date; readonly outcome: string };

/**
 * Writes down what the host says; what it has begun before it heard of a cancellation was not
 * cancelled. `late`: it says nothing that was not known, or that can still be.
 * `unknown`: it has no such order.
 */
export async function recordOrderEvent(
  tx: Transactor,
  { id, hostId }: { readonly id: string; readonly hostId: string },
  event: OrderEvent,
): Promise<'recorded' | 'late' | 'unknown'> {
  const { rows } = await sql`
    with said as (
      update orders set ${columnsOf(event)}, cancelled_by = null, cancelled_at = null
      where id = ${id}::uuid and host_id = ${hostId}::uuid and ended_at is null and ${isNews(event)}
      returning id, rollout_id, rollout_number, action, outcome
    ), told as (
      insert into rollout_inbox (rollout_id, number, news, detail)
      select rollout_id, rollout_number, ${event.kind}, action || ' ' || coalesce(outcome->>'kind', '')
      from said where rollout_id is not null and ${event.kind} <> 'progress'
    )
    select id from said`.execute(tx);
  if (rows.length > 0) return 'recorded';
  const known = await sql`
    select from orders where id = ${id}::uuid and host_id = ${hostId}::uuid`.execute(tx);
  return known.rows.length > 0 ? 'late' : 'unknown';
}

/** What shows that it has begun counts as its beginning, should that report come later. */
function columnsOf(event: OrderEvent) {
  if (event.kind === 'begun') return sql`begun_at = ${event.at}`;
  if (event.kind === 'ended') return sql`ended_at = ${event.at}, outcome = ${event.outcome}::jsonb`;
  return sql`begun_at = coalesce(begun_at, ${event.at}), progress = ${event.progress}::jsonb`;
}

/** Progress may overtake what was sent before it. */
function isNews(event: OrderEvent) {
  if (event.kind === 'begun') return sql`begun_at is null`;
  if (event.kind === 'ended') return sql`true`;
  return sql`coalesce((progress->>'at')::timestamptz < ${event.at}, true)`;
}

/** False when there is no such order of the host that has not begun. */
export async function cancelOrder(
  tx: Transactor,
  { id, hostId }: { readonly id: string; readonly hostId: string },
  { by, at }: { readonly by: string; readonly at: Date },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('orders')
    .set({ cancelled_by: by, cancelled_at: at })
    .where('id', '=', id)
    .where('host_id', '=', hostId)
    .where('begun_at', 'is', null)
    .where('ended_at', 'is', null)
    .where('cancelled_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Ends what the host has begun, for its journal is gone. Returns the orders' ids. */
export async function endBegunOrders(
  tx: Transactor,
  hostId: string,
  { outcome, at }: { readonly outcome: string; readonly at: Date },
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    update orders set ended_at = ${at}, outcome = ${outcome}::jsonb
    where host_id = ${hostId}::uuid and begun_at is not null and ended_at is null
    returning id`.execute(tx);
  return rows.map(({ id }) => id);
}

export interface OrderRow extends Omit<GrantedOrder, 'host' | 'leaseUntil'> {
  readonly evidenceDemands: readonly EvidenceDemand[];
  readonly placedBy: string;
  readonly placedAt: Date;
  readonly grantedAt: Date | null;
  readonly leaseUntil: Date | null;
  readonly begunAt: Date | null;
  readonly progress: unknown;
  readonly endedAt: Date | null;
  readonly outcome: unknown;
  /** Of the evidence that its host has handed over. */
  readonly evidenceSha256: string | null;
  readonly evidenceAt: Date | null;
  readonly cancelledBy: string | null;
  readonly cancelledAt: Date | null;
}

/** The host's last orders, the newest first. */
export async function lastOrders(
  reader: Reader,
  hostId: string,
  limit: number,
): Promise<OrderRow[]> {
  const { rows } = await sql<OrderRow>`
    select id, action, manifest, packages, updates, evidence,
      evidence_demands as "evidenceDemands", placed_by as "placedBy",
      placed_at as "placedAt", granted_at as "grantedAt", lease_until as "leaseUntil",
      begun_at as "begunAt", progress, ended_at as "endedAt", outcome,
      e.sha256 as "evidenceSha256", e.received_at as "evidenceAt",
      cancelled_by as "cancelledBy", cancelled_at as "cancelledAt"
    from orders left join order_evidence e on e.order_id = id
    where host_id = ${hostId}::uuid order by sequence desc limit ${limit}`.execute(reader);
  return rows;
}
