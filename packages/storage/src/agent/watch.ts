/** What hosts are asked to watch. */

import type { Watch } from '@daybreak/core/agent';
import { sql } from 'kysely';
import type { Transactor } from '../database/index.ts';

/**
 * What these hosts watch from their next check-in on; null for nothing, and then what they saw is
 * forgotten. One statement for any number of hosts; those without an agent are passed over. Rows are
 * taken in the order in which check-ins take them, so that neither waits for the other in a circle.
 */
export async function setWatch(
  tx: Transactor,
  hostIds: readonly string[],
  watch: Watch | null,
): Promise<void> {
  const text = watch && JSON.stringify(watch);
  await sql`
    with held as materialized (
      select host_id from agents
      where host_id = any(${hostIds}::uuid[]) and watch is distinct from ${text}::jsonb
      order by key_id for update
    ), forgotten as (
      delete from agent_healths using held
      where agent_healths.host_id = held.host_id and ${text}::jsonb is null
    )
    update agents set watch = ${text}::jsonb,
      health_hash = case when ${text}::jsonb is null then null else health_hash end
    from held where agents.host_id = held.host_id`.execute(tx);
}
