/** What hosts watch because of rollouts. */
import { sql } from 'kysely';
import { setWatch } from '../agent/index.ts';
import type { Reader, Transactor } from '../database/index.ts';
import { underWay } from './read.ts';

interface Group {
  /** Empty where no rollout under way has these hosts. */
  readonly manifests: readonly string[];
  readonly hosts: readonly string[];
}

/** After the last event of a rollout that is held, what its hosts watch has to be set anew. */
export async function watchIsDue(tx: Transactor, id: string): Promise<void> {
  await sql`update rollouts set watch_due = sequence where id = ${id}::uuid`.execute(tx);
}

export interface DueWatch {
  readonly id: string;
  /** The event since when it is due. */
  readonly since: number;
}

export async function dueWatches(reader: Reader): Promise<DueWatch[]> {
  const { rows } = await sql<DueWatch>`
    select id, watch_due as since from rollouts where watch_due is not null order by id`.execute(
    reader,
  );
  return rows;
}

/**
 * Has the hosts of a rollout watch what all rollouts under way want of them, and nothing where none
 * wants anything. Hosts of which the same is wanted are changed together. In a transaction of its own,
 * that holds no rollout before it: check-ins take agents first.
 */
export async function setDueWatch(
  tx: Transactor,
  { id, since }: DueWatch,
  everySeconds: number,
): Promise<void> {
  const { rows } = await sql<Group>`
    with wanted as (
      select mine.host_id, coalesce(array_agg(distinct r.manifest order by r.manifest)
        filter (where r.manifest is not null), '{}') as manifests
      from rollout_hosts mine
      join rollout_hosts h on h.host_id = mine.host_id
      left join rollouts r on r.id = h.rollout_id and r.state in (${sql.join(underWay)})
      where mine.rollout_id = ${id}::uuid
      group by mine.host_id
    )
    select manifests, array_agg(host_id) as hosts from wanted group by manifests`.execute(tx);
  for (const { manifests, hosts } of rows) {
    await setWatch(tx, hosts, manifests.length === 0 ? null : { manifests, everySeconds });
  }
  // Whatever became due meanwhile stays due.
  await sql`
    update rollouts set watch_due = null where id = ${id}::uuid and watch_due = ${since}`.execute(
    tx,
  );
}
