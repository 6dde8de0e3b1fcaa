/** Facts classes: each distinct tuple of facts has a number, which hosts carry. */

import type { HostFacts } from '@daybreak/core/urgency';
import { sql } from 'kysely';
import type { Transactor } from '../database/index.ts';

/**
 * The class of each of these tuples, in their order; a new one is written. Whoever calls has taken
 * the turn.
 */
export async function classesOf(tx: Transactor, facts: readonly HostFacts[]): Promise<number[]> {
  const distinct = new Map(facts.map((tuple) => [keyOf(tuple), tuple]));
  const ids = await intern(tx, [...distinct.values()]);
  const byKey = new Map([...distinct.keys()].map((key, index) => [key, ids[index] ?? 0]));
  return facts.map((tuple) => byKey.get(keyOf(tuple)) ?? 0);
}

function keyOf({ exposed, mission, role, owner, group }: HostFacts): string {
  return JSON.stringify([exposed, mission, role, owner, group]);
}

async function intern(tx: Transactor, facts: readonly HostFacts[]): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    with wanted as (
      select *, facts_hash(exposed, mission, role, owner, host_group) as hash
      from unnest(
        ${facts.map(({ exposed }) => exposed)}::text[],
        ${facts.map(({ mission }) => mission)}::text[],
        ${facts.map(({ role }) => role)}::text[],
        ${facts.map(({ owner }) => owner)}::text[],
        ${facts.map(({ group }) => group)}::text[]
      ) with ordinality as w (exposed, mission, role, owner, host_group, place)
    ), added as (
      insert into facts_classes (exposed, mission, role, owner, host_group, hash)
      select exposed, mission, role, owner, host_group, hash from wanted w
      where not exists (select from facts_classes c where c.hash = w.hash)
      returning id, hash
    )
    select coalesce(c.id, added.id) as id
    from wanted w
    left join facts_classes c on c.hash = w.hash
    left join added on added.hash = w.hash
    order by w.place`.execute(tx);
  return rows.map(({ id }) => id);
}
