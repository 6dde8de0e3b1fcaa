/** Hosts as they were at an instant, as far as that is kept. */

import type { ExplicitFacts, SaidFact } from '@daybreak/core/host-facts';
import type { HostFactName } from '@daybreak/core/urgency';
import { sql } from 'kysely';
import type { Fleet, Reader } from '../database/index.ts';

/** Where a host stands in the list of all by name. */
export interface HostPosition {
  readonly key: string;
  readonly id: string;
}

export interface HostThen {
  readonly id: string;
  readonly key: string;
  readonly fleet: Fleet;
  readonly name: string;
  /** As it is now: the domain has no history. */
  readonly domain: string;
  /** Null where there was no inventory of it yet. */
  readonly posture: string | null;
  /**
   * Of the newest inventory that is known to be from then or before: while a posture lasts, only
   * its first inventory and the last of all are kept. Null where there was none.
   */
  readonly inventoryAt: Date | null;
  /** Of the first inventory of all. */
  readonly firstSeen: Date;
  /** What people had set for this very host then. */
  readonly explicit: ExplicitFacts;
  /** Null for none. That of a person then; else as it is now, for imports leave no history. */
  readonly group: string | null;
  /** False where a person has set another group since, and nobody's word from then is kept. */
  readonly groupKnown: boolean;
}

/** The products of all postures that any host has ever had. */
export async function listProducts(reader: Reader): Promise<string[]> {
  const { rows } = await sql<{ product: string }>`
    select distinct product from postures order by product`.execute(reader);
  return rows.map(({ product }) => product);
}

type Row = Omit<HostThen, 'explicit' | 'groupKnown'>;

const first: HostPosition = { key: '', id: '00000000-0000-0000-0000-000000000000' };

/** So many hosts after this one, by name; without one from the first on. */
export async function hostsAt(
  reader: Reader,
  { at, after = first, limit }: { at: Date; after?: HostPosition | undefined; limit: number },
): Promise<HostThen[]> {
  const { rows } = await sql<Row>`
    select h.id, h.name_key as key, h.fleet, h.name, h.facts->>'domain' as domain,
      p.posture_hash as posture, h.first_seen as "firstSeen",
      case when p.to_at is null and h.last_seen <= ${at} then h.last_seen else p.from_at end
        as "inventoryAt",
      nullif(h.host_group, '') as "group"
    from (
      select * from hosts
      where (name_key collate "C", id) > (${after.key} collate "C", ${after.id}::uuid)
      order by name_key collate "C", id limit ${limit}
    ) h
    left join host_postures p on p.host_id = h.id
      and p.from_at <= ${at} and (p.to_at is null or p.to_at > ${at})
    order by h.name_key collate "C", h.id`.execute(reader);
  // A host that had no posture yet has no inventory either, whenever it was last seen.
  const seen = rows.map((row) => (row.posture === null ? { ...row, inventoryAt: null } : row));
  const ids = rows.map(({ id }) => id);
  const said = await saidAt(reader, ids, at);
  return seen.map((row) => withFacts(row, said.get(row.id) ?? [], at));
}

interface Stretch {
  readonly host: string;
  readonly fact: HostFactName;
  readonly value: string;
  readonly source: string;
  readonly by: string;
  readonly from: Date;
}

/** What people had set by then, and which groups they have set since. */
async function saidAt(
  reader: Reader,
  ids: readonly string[],
  at: Date,
): Promise<ReadonlyMap<string, readonly Stretch[]>> {
  const { rows } = await sql<Stretch>`
    select host_id as host, fact, value, source, set_by as by, from_at as "from"
    from host_facts
    where host_id = any(${ids}::uuid[]) and (
      (from_at <= ${at} and (to_at is null or to_at > ${at}))
      or (fact = 'group' and from_at > ${at}))`.execute(reader);
  return Map.groupBy(rows, ({ host }) => host);
}

function withFacts(row: Row, said: readonly Stretch[], at: Date): HostThen {
  const explicit: Partial<Record<HostFactName, SaidFact>> = {};
  for (const { fact, value, source, by, from } of said) {
    if (from > at) continue;
    explicit[fact] = { value, origin: 'person', source, by, atMs: from.getTime() };
  }
  const setSince = said.some(({ fact, from }) => fact === 'group' && from > at);
  const groupKnown = explicit.group !== undefined || !setSince;
  return { ...row, explicit, groupKnown, group: explicit.group?.value ?? row.group };
}

/** Names of our own hosts that were removed after an instant, with their history; by the ledger. */
export async function removedSince(reader: Reader, at: Date): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select subject as name from audit
    where action = 'host.delete' and at > ${at} and details->>'fleet' = 'own'
    order by sequence`.execute(reader);
  return rows.map(({ name }) => name);
}
