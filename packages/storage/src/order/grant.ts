/** Leave to begin an order, until its lease ends. */

import type { EvidenceWish } from '@daybreak/core/agent';
import { sql } from 'kysely';
import type { Transactor } from '../database/index.ts';

/** An order that a host has leave to begin until its lease ends. */
export interface GrantedOrder {
  readonly id: string;
  readonly host: string;
  readonly action: string;
  readonly manifest: string;
  readonly packages: readonly { readonly name: string; readonly version: string }[];
  readonly updates: readonly string[];
  readonly evidence: EvidenceWish;
  readonly leaseUntil: Date;
}

/** Of an order `o`: a rollout that does not go on installs nothing; taking back goes on. */
export const mayBeGranted = sql`(o.rollout_id is null or o.action <> 'install' or exists (
  select from rollouts r where r.id = o.rollout_id and r.state = 'running'))`;

/**
 * Grants those of these orders that have neither begun nor ended nor been cancelled, and whose rollout
 * goes on. The lease of one that was granted goes on while it runs; afterwards it begins anew.
 *
 * Rollouts stay as they are until the transaction ends: once a halt is written, none is granted.
 */
export async function grantOrders(
  tx: Transactor,
  ids: readonly string[],
  at: Date,
): Promise<GrantedOrder[]> {
  await sql`
    select from rollouts where id in (select rollout_id from orders where id = any(${ids}::uuid[]))
    order by id for share`.execute(tx);
  const { rows } = await sql<GrantedOrder>`
    with granted as (
      update orders o set
        granted_at = case when lease_until > ${at} then granted_at else ${at} end,
        lease_until = case when lease_until > ${at} then lease_until
          else ${at}::timestamptz + lease_ms * interval '1 millisecond' end
      where id = any(${ids}::uuid[])
        and begun_at is null and ended_at is null and cancelled_at is null and ${mayBeGranted}
      returning *
    ), told as (
      insert into rollout_inbox (rollout_id, number, news, detail)
      select rollout_id, rollout_number, 'granted', action from granted
      where rollout_id is not null and granted_at = ${at}
    )
    select id, host_id as host, action, manifest, packages, updates, evidence,
      lease_until as "leaseUntil" from granted`.execute(tx);
  return rows;
}
