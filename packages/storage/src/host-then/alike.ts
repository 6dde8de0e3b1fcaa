/** Hosts that were alike at an instant, counted instead of looked at. */

import { sql } from 'kysely';
import type { Reader } from '../database/index.ts';
import { type Instant, isAlone } from './alone.ts';
import type { PostureAndClass } from './hosts-at.ts';
import { inventoryAt } from './inventory-at.ts';

/** Hosts that have a posture and the same facts, and had them then. */
export interface AlikeHosts extends PostureAndClass {
  /** Null where it is not known. */
  readonly role: string | null;
  /** Null for none. */
  readonly group: string | null;
  readonly hosts: number;
  /** How many of them are of the example fleet. */
  readonly example: number;
  /** Of their inventories, as of each host by itself. */
  readonly oldest: Date;
  readonly newest: Date;
}

/** Every host once: counted among those that it is like, or by its id. */
export interface FleetThen {
  readonly alike: readonly AlikeHosts[];
  /** Ids of the hosts that have to be looked at one by one. */
  readonly alone: readonly string[];
}

type Row = AlikeHosts & { readonly alone: string[] | null };

/**
 * One pass over the hosts, so that none is counted twice that changes meanwhile. What is asked of
 * each is asked once: `offset 0` keeps it from being put into each of the sums.
 */
export async function fleetAt(reader: Reader, instant: Instant): Promise<FleetThen> {
  const { rows } = await sql<Row>`
    select counted.*, c.role, c.host_group as "group"
    from (
      select posture, "factsClass", (count(*) filter (where not is_alone))::int as hosts,
        (count(*) filter (where not is_alone and fleet = 'example'))::int as example,
        min(inventory_at) filter (where not is_alone) as oldest,
        max(inventory_at) filter (where not is_alone) as newest,
        array_agg(id) filter (where is_alone) as alone
      from (
        select held.posture_hash as posture, h.facts_class as "factsClass", h.id, h.fleet,
          ${inventoryAt(sql`held`, instant.at)} as inventory_at, ${isAlone(instant)} as is_alone
        from hosts h left join host_postures held on held.host_id = h.id and held.to_at is null
        offset 0
      ) seen
      group by posture, "factsClass"
    ) counted
    join facts_classes c on c.id = counted."factsClass"`.execute(reader);
  return {
    alike: rows.flatMap(({ alone: _alone, ...row }) => (row.hosts === 0 ? [] : [row])),
    alone: rows.flatMap(({ alone }) => alone ?? []),
  };
}
