import type { HostFacts } from '@daybreak/core/urgency';
import { sql } from 'kysely';
import type { Fleet, Reader } from '../database/index.ts';

/** Among which hosts a host is counted: those with its posture and its facts. */
export interface HostPlace {
  readonly id: string;
  readonly fleet: Fleet;
  /** Of the posture. */
  readonly hash: string;
  readonly factsClass: number;
  readonly facts: HostFacts;
}

type Row = Omit<HostPlace, 'facts'> & HostFacts;

/** Where these hosts are counted now. One that is not there any more is not in the answer. */
export async function placesOfHosts(
  reader: Reader,
  ids: readonly string[],
): Promise<readonly HostPlace[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<Row>`
    select h.id, h.fleet, p.posture_hash as hash, h.facts_class as "factsClass",
      c.exposed, c.mission, c.role, c.owner, c.host_group as "group"
    from hosts h join host_postures p on p.host_id = h.id and p.to_at is null
    join facts_classes c on c.id = h.facts_class
    where h.id = any(${ids}::uuid[])`.execute(reader);
  return rows.map(({ id, fleet, hash, factsClass, ...facts }) => ({
    id,
    fleet,
    hash,
    factsClass,
    facts,
  }));
}

/** Also of a host that has not said what is installed; null when there is no such host. */
export async function factsOfHost(reader: Reader, id: string): Promise<HostFacts | null> {
  const { rows } = await sql<HostFacts>`
    select c.exposed, c.mission, c.role, c.owner, c.host_group as "group"
    from hosts h join facts_classes c on c.id = h.facts_class
    where h.id = ${id}::uuid`.execute(reader);
  return rows[0] ?? null;
}
