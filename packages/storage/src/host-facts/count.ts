import type { HostFacts } from '@daybreak/core/urgency';
import { sql } from 'kysely';
import type { Reader } from '../database/index.ts';

/** How many hosts have a posture now, and the same facts. */
export interface PostureFactsCount {
  /** Of the posture. */
  readonly hash: string;
  readonly factsClass: number;
  readonly facts: HostFacts;
  readonly hosts: number;
  /** How many of them are of the example fleet. */
  readonly example: number;
}

type Row = Omit<PostureFactsCount, 'facts'> & HostFacts;

/** One pass over the hosts, which carry the number of their facts class. */
export async function countByPostureAndFacts(reader: Reader): Promise<PostureFactsCount[]> {
  const { rows } = await sql<Row>`
    select counted.*, c.exposed, c.mission, c.role, c.owner, c.host_group as "group"
    from (
      select p.posture_hash as hash, h.facts_class as "factsClass", count(*)::int as hosts,
        (count(*) filter (where h.fleet = 'example'))::int as example
      from hosts h join host_postures p on p.host_id = h.id and p.to_at is null
      group by p.posture_hash, h.facts_class
    ) counted
    join facts_classes c on c.id = counted."factsClass"`.execute(reader);
  return rows.map(({ hash, factsClass, hosts, example, ...facts }) => ({
    hash,
    factsClass,
    facts,
    hosts,
    example,
  }));
}
