import { sql } from 'kysely';
import type { Reader } from '../database/index.ts';

/** Among which hosts a host is counted: those with its posture and its facts. */
export interface HostPlace {
  readonly id: string;
  /** Of the posture. */
  readonly hash: string;
  readonly factsClass: number;
}

/** Where these hosts are counted now. One that is not there any more is not in the answer. */
export async function placesOfHosts(
  reader: Reader,
  ids: readonly string[],
): Promise<readonly HostPlace[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<HostPlace>`
    select h.id, p.posture_hash as hash, h.facts_class as "factsClass"
    from hosts h join host_postures p on p.host_id = h.id and p.to_at is null
    where h.id = any(${ids}::uuid[])`.execute(reader);
  return rows;
}
