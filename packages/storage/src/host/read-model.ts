/** Reading hosts: what the screens ask. */

import type { PostureFacts } from '@daybreak/core/inventory';
import { type RawBuilder, sql } from 'kysely';
import type { Fleet, Reader } from '../database/index.ts';
import type { InventoryFacts } from './observe.ts';

/** How many hosts have a posture now. */
export interface PostureCount {
  readonly hash: string;
  readonly hosts: number;
  /** How many of them are of the example fleet. */
  readonly example: number;
}

/**
 * Counts without looking at any host: the index of current postures is enough, and the few hosts of
 * the example are found by their fleet. With 100,000 hosts a third of the time of joining them all.
 */
export async function countByPosture(reader: Reader): Promise<PostureCount[]> {
  const { rows } = await sql<PostureCount>`
    with example as (
      select p.posture_hash, count(*)::int as hosts
      from hosts h join host_postures p on p.host_id = h.id and p.to_at is null
      where h.fleet = 'example'
      group by p.posture_hash
    )
    select p.posture_hash as hash, count(*)::int as hosts,
      coalesce(max(example.hosts), 0) as example
    from host_postures p left join example on example.posture_hash = p.posture_hash
    where p.to_at is null
    group by p.posture_hash`.execute(reader);
  return rows;
}

/** The facts of these postures. One that is not known is not in the answer. */
export async function readPostures(
  reader: Reader,
  hashes: readonly string[],
): Promise<Map<string, PostureFacts>> {
  const { rows } = await sql<{ hash: string; facts: PostureFacts }>`
    select hash, facts from postures where hash = any(${hashes}::text[])`.execute(reader);
  return new Map(rows.map(({ hash, facts }) => [hash, facts]));
}

export interface HostRow {
  readonly id: string;
  readonly fleet: Fleet;
  readonly name: string;
  readonly name_key: string;
  readonly facts: InventoryFacts;
  readonly host_group: string;
  readonly first_seen: Date;
  readonly last_seen: Date;
  readonly posture_hash: string;
}

export type HostListOrder = 'name' | 'last-seen' | 'worst';

export interface HostListQuery {
  /** Part of the name, the domain or the operating system's name. */
  readonly text?: string | undefined;
  readonly group?: string | undefined;
  /** How bad each posture is, greater is worse; hosts with other postures are left out. */
  readonly ranks: ReadonlyMap<string, number>;
  readonly order: HostListOrder;
  /** The last host of the page before. */
  readonly after?: HostListPosition | undefined;
  readonly limit: number;
}

/** Where a page ends: the value it is ordered by, and what decides between equals. */
export interface HostListPosition {
  /** A whole number of up to 18 digits, as text. */
  readonly value: string;
  readonly key: string;
  readonly id: string;
}

export interface HostList {
  readonly hosts: readonly HostRow[];
  readonly next: HostListPosition | null;
}

/** One page of the hosts that match. */
export async function listHosts(reader: Reader, query: HostListQuery): Promise<HostList> {
  const { rows } = await sql<HostRow & { value: string }>`
    select * from (
      select m.*, ${orderValue(query.order)} as value from (${matching(query)}) m
    ) listed
    where ${after(query)} order by ${direction(query.order)} limit ${query.limit + 1}`.execute(
    reader,
  );
  const hosts = rows.slice(0, query.limit);
  return { hosts, next: rows.length > query.limit ? positionOf(hosts.at(-1)) : null };
}

/** How many hosts match, on all pages. */
export async function countHosts(
  reader: Reader,
  query: Pick<HostListQuery, 'text' | 'group' | 'ranks'>,
): Promise<number> {
  const { rows } = await sql<{ total: number }>`
    select count(*)::int as total from (${matching(query)}) m`.execute(reader);
  return rows[0]?.total ?? 0;
}

function matching(query: Pick<HostListQuery, 'text' | 'group' | 'ranks'>): RawBuilder<unknown> {
  return sql`
    select h.*, p.posture_hash, standing.rank
    from hosts h
    join host_postures p on p.host_id = h.id and p.to_at is null
    join unnest(${[...query.ranks.keys()]}::text[], ${[...query.ranks.values()]}::int[])
      as standing (hash, rank) on standing.hash = p.posture_hash
    where ${filter(query)}`;
}

function filter({ text, group }: Pick<HostListQuery, 'text' | 'group'>): RawBuilder<unknown> {
  const conditions = [sql`true`];
  if (group !== undefined) conditions.push(sql`h.host_group = ${group}`);
  if (text !== undefined && text !== '') {
    const pattern = `%${text.toLowerCase().replaceAll(/[\\%_]/g, '\\$&')}%`;
    conditions.push(sql`(h.name_key like ${pattern}
      or lower(h.facts->>'domain') like ${pattern} or lower(h.facts->>'osName') like ${pattern})`);
  }
  return sql.join(conditions, sql` and `);
}

/** Whatever a list is ordered by, a whole number that falls from page to page. */
function orderValue(order: HostListOrder): RawBuilder<unknown> {
  if (order === 'name') return sql`0::bigint`;
  if (order === 'worst') return sql`m.rank::bigint`;
  return sql`(extract(epoch from m.last_seen) * 1000000)::bigint`;
}

function after({ after: position }: HostListQuery): RawBuilder<unknown> {
  if (position === undefined) return sql`true`;
  const { value, key, id } = position;
  return sql`(value < ${value}::bigint
    or (value = ${value}::bigint and (name_key, id) > (${key}, ${id}::uuid)))`;
}

function direction(order: HostListOrder): RawBuilder<unknown> {
  return order === 'name' ? sql`name_key, id` : sql`value desc, name_key, id`;
}

function positionOf(row: (HostRow & { value: string }) | undefined): HostListPosition | null {
  return row === undefined ? null : { value: row.value, key: row.name_key, id: row.id };
}

/** The host as it is now; null when there is none. */
export async function readHost(reader: Reader, id: string): Promise<HostRow | null> {
  const { rows } = await sql<HostRow>`
    select h.*, p.posture_hash
    from hosts h join host_postures p on p.host_id = h.id and p.to_at is null
    where h.id = ${id}::uuid`.execute(reader);
  return rows[0] ?? null;
}

export interface PostureStretch {
  readonly hash: string;
  readonly product: string;
  readonly facts: PostureFacts;
  readonly from: Date;
  readonly to: Date | null;
}

/** Every posture that a host has had, the newest first. */
export async function readHistory(reader: Reader, hostId: string): Promise<PostureStretch[]> {
  const { rows } = await sql<PostureStretch>`
    select s.hash, s.product, s.facts, p.from_at as "from", p.to_at as "to"
    from host_postures p join postures s on s.hash = p.posture_hash
    where p.host_id = ${hostId}::uuid order by p.from_at desc`.execute(reader);
  return rows;
}

/** The posture that a host had at a time; null before it was first seen. */
export async function postureAt(reader: Reader, hostId: string, at: Date): Promise<string | null> {
  const { rows } = await sql<{ posture_hash: string }>`
    select posture_hash from host_postures
    where host_id = ${hostId}::uuid and from_at <= ${at} and (to_at is null or to_at > ${at})`.execute(
    reader,
  );
  return rows[0]?.posture_hash ?? null;
}

/** Some of the hosts with one of these postures, by name. */
export async function someHosts(
  reader: Reader,
  hashes: readonly string[],
  limit: number,
): Promise<{ id: string; name: string; posture_hash: string }[]> {
  const { rows } = await sql<{ id: string; name: string; posture_hash: string }>`
    select h.id, h.name, p.posture_hash
    from host_postures p join hosts h on h.id = p.host_id
    where p.to_at is null and p.posture_hash = any(${hashes}::text[])
    order by h.name_key, h.id limit ${limit}`.execute(reader);
  return rows;
}

export async function countFleet(reader: Reader, fleet: Fleet): Promise<number> {
  const { rows } = await sql<{ hosts: number }>`
    select count(*)::int as hosts from hosts where fleet = ${fleet}`.execute(reader);
  return rows[0]?.hosts ?? 0;
}
