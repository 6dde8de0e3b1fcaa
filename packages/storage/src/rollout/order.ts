/** Orders of a rollout, many at a time. */
import { sql } from 'kysely';
import type { Transactor } from '../database/index.ts';

export interface RolloutOrders {
  readonly rollout: string;
  readonly action: 'install' | 'roll-back';
  /** A new id for each host, and the number of the host. */
  readonly orders: readonly { readonly id: string; readonly number: number }[];
  readonly placedBy: string;
  readonly at: Date;
}

/**
 * Places them, each as the rollout says: what it installs, or what the host had before, by its own
 * report of its last order, and else what the rollout says that it goes back to. Hosts that are not
 * looked after any more get none.
 */
export async function placeRolloutOrders(tx: Transactor, placed: RolloutOrders): Promise<void> {
  const { rollout, action, orders, placedBy, at } = placed;
  const isBack = action === 'roll-back';
  await sql`
    insert into orders (id, host_id, action, manifest, packages, updates, evidence, lease_ms,
      placed_by, placed_at, rollout_id, rollout_number)
    select new.id, h.host_id, ${action}, r.manifest,
      case when ${isBack} then coalesce(before.packages, r.back) else r.packages end, r.updates, 'none',
      r.lease_ms, ${placedBy}, ${at}, r.id, h.number
    from unnest(${orders.map(({ id }) => id)}::uuid[], ${orders.map(({ number }) => number)}::int[])
      as new (id, number)
    join rollouts r on r.id = ${rollout}::uuid
    join rollout_hosts h on h.rollout_id = r.id and h.number = new.number
    cross join lateral (
      select jsonb_agg(jsonb_build_object('name', c->>'name', 'version', c->>'from')) as packages
      from (
        select o.outcome from orders o
        where o.rollout_id = r.id and o.rollout_number = h.number and o.action = 'install'
          and o.outcome is not null
        order by o.sequence desc limit 1
      ) last, jsonb_array_elements(last.outcome->'changed') c
      where c->>'from' is not null
        and exists (select from jsonb_array_elements(r.packages) p where p->>'name' = c->>'name')
    ) before
    where h.host_id is not null`.execute(tx);
}

/** Those of these hosts' orders that have not begun. */
export async function cancelRolloutOrders(
  tx: Transactor,
  rollout: string,
  numbers: readonly number[],
  { by, at }: { readonly by: string; readonly at: Date },
): Promise<void> {
  await sql`
    update orders set cancelled_by = ${by}, cancelled_at = ${at}
    where rollout_id = ${rollout}::uuid and rollout_number = any(${numbers}::int[])
      and begun_at is null and ended_at is null and cancelled_at is null`.execute(tx);
}
