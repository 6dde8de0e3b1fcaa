/** Hosts as they were at an instant, as far as that is kept. */

import { type RawBuilder, sql } from 'kysely';
import type { Fleet, Reader } from '../database/index.ts';
import { type Instant, isAlone } from './alone.ts';
import { inventoryAt } from './inventory-at.ts';
import { type SaidThen, saidAt } from './said-then.ts';

/** Where a host stands in the list of all by name. */
export interface HostPosition {
  readonly key: string;
  readonly id: string;
}

export interface HostThen extends SaidThen {
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
  /** Null for none. That of a person then; else as it is now, for imports leave no history. */
  readonly group: string | null;
}

/** A posture with a facts class: what hosts share that are alike. */
export interface PostureAndClass {
  /** Hash of the posture. */
  readonly posture: string;
  readonly factsClass: number;
}

/** Which hosts may be of interest: those that are alone, and those of these kinds. */
export interface Among extends Instant {
  readonly kinds: readonly PostureAndClass[];
}

interface NextHosts {
  readonly at: Date;
  readonly after?: HostPosition | undefined;
  readonly limit: number;
  /** All hosts without. */
  readonly among?: Among | undefined;
}

type Row = Omit<HostThen, keyof SaidThen>;

const first: HostPosition = { key: '', id: '00000000-0000-0000-0000-000000000000' };

/** So many hosts after this one, by name; without one from the first on. */
export function hostsAt(
  reader: Reader,
  { at, after = first, limit, among }: NextHosts,
): Promise<HostThen[]> {
  const later = sql`(h.name_key collate "C", h.id) > (${after.key} collate "C", ${after.id}::uuid)`;
  const some =
    among === undefined
      ? sql`hosts h where ${later}`
      : sql`hosts h left join host_postures held on held.host_id = h.id and held.to_at is null
          where ${later} and ${isAmong(among)}`;
  return read(reader, at, sql`${some} order by h.name_key collate "C", h.id limit ${limit}`);
}

/** These hosts, by name; one that is not there is not in the answer. */
export function theseHostsAt(
  reader: Reader,
  at: Date,
  ids: readonly string[],
): Promise<HostThen[]> {
  return read(reader, at, sql`hosts h where h.id = any(${ids}::uuid[])`);
}

function isAmong(among: Among): RawBuilder<boolean> {
  return sql`(${isAlone(among)} or (held.posture_hash, h.facts_class) in (
    select * from unnest(
      ${among.kinds.map(({ posture }) => posture)}::text[],
      ${among.kinds.map(({ factsClass }) => factsClass)}::int[])))`;
}

async function read(reader: Reader, at: Date, which: RawBuilder<unknown>): Promise<HostThen[]> {
  const { rows } = await sql<Row>`
    select h.id, h.name_key as key, h.fleet, h.name, h.facts->>'domain' as domain,
      p.posture_hash as posture, h.first_seen as "firstSeen",
      ${inventoryAt(sql`p`, at)} as "inventoryAt",
      nullif(h.host_group, '') as "group"
    from (select h.* from ${which}) h
    left join host_postures p on p.host_id = h.id
      and p.from_at <= ${at} and (p.to_at is null or p.to_at > ${at})
    order by h.name_key collate "C", h.id`.execute(reader);
  const said = await saidAt(
    reader,
    rows.map(({ id }) => id),
    at,
  );
  return rows.map((row) => withFacts(row, said.get(row.id) ?? nothingSaid));
}

const nothingSaid: SaidThen = { explicit: {}, groupKnown: true };

function withFacts(row: Row, said: SaidThen): HostThen {
  // A host that had no posture yet has no inventory either, whenever it was last seen.
  const inventoryAt = row.posture === null ? null : row.inventoryAt;
  return { ...row, ...said, inventoryAt, group: said.explicit.group?.value ?? row.group };
}
