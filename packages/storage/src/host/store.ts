/** Writing hosts: batches that say what they saw at one time. */

import type { WindowsHost } from '@daybreak/core/inventory';
import { sql } from 'kysely';
import type { Fleet, Transactor } from '../database/index.ts';
import { type Posture, postureOf } from './posture.ts';

export interface ObservedHost {
  readonly host: WindowsHost;
  /** The product's identity, by which new bulletins find their postures. */
  readonly product: string;
  /** Which files said so. */
  readonly sources: readonly string[];
  /** What the reader of its inventory had to say. */
  readonly warnings: readonly string[];
}

/** What the list and the page of a host show beside its posture. */
export interface HostFacts {
  readonly osName: string;
  readonly domain: string;
  readonly sources: readonly string[];
  readonly warnings: readonly string[];
}

export interface Observation {
  readonly fleet: Fleet;
  /** Given to hosts that are new, and to known ones unless it is empty. */
  readonly group: string;
  readonly at: Date;
  readonly newId: () => string;
}

export interface ObservationResult {
  readonly added: number;
  /** Known hosts whose posture is another now. */
  readonly changed: number;
  readonly unchanged: number;
  /** Something newer is known of them already: nothing was written. */
  readonly outdated: number;
}

interface Entry {
  readonly id: string;
  readonly key: string;
  readonly posture: Posture;
  readonly observed: ObservedHost;
  readonly fate: keyof ObservationResult;
}

interface KnownHost {
  readonly id: string;
  readonly key: string;
  readonly last_seen: Date;
  readonly posture_hash: string | null;
}

/** A batch is one statement a table; more would make them long without making them faster. */
const batchSize = 5_000;
/** Imports take turns, so that two of them can not deadlock over their hosts: it spells "host". */
const turnLock = 0x686f7374;

/** The name under which a host is known; two hosts whose names have the same key are one. */
export function hostKey(name: string): string {
  return name.toLowerCase();
}

/**
 * Records what was seen at one time. Each host's key must occur once.
 *
 * An unchanged host costs one small write (when it was last seen).
 */
export async function observeHosts(
  tx: Transactor,
  observation: Observation,
  hosts: readonly ObservedHost[],
): Promise<ObservationResult> {
  await sql`select pg_advisory_xact_lock(${sql.lit(turnLock)})`.execute(tx);
  const result = { added: 0, changed: 0, unchanged: 0, outdated: 0 };
  for (let start = 0; start < hosts.length; start += batchSize) {
    const batch = hosts.slice(start, start + batchSize);
    const entries = await decide(tx, observation, batch);
    for (const { fate } of entries) result[fate] += 1;
    await write(tx, observation, entries);
  }
  return result;
}

async function decide(
  tx: Transactor,
  observation: Observation,
  batch: readonly ObservedHost[],
): Promise<Entry[]> {
  const keys = batch.map(({ host }) => hostKey(host.name));
  const known = await knownHosts(tx, observation.fleet, keys);
  return batch.map((observed, index) => {
    const key = keys[index] ?? '';
    const before = known.get(key);
    const posture = postureOf(observed.host);
    const fate = fateOf(before, posture, observation.at);
    return { id: before?.id ?? observation.newId(), key, posture, observed, fate };
  });
}

function fateOf(before: KnownHost | undefined, { hash }: Posture, at: Date): Entry['fate'] {
  if (before === undefined) return 'added';
  if (before.posture_hash === hash) return 'unchanged';
  return at > before.last_seen ? 'changed' : 'outdated';
}

async function knownHosts(
  tx: Transactor,
  fleet: Fleet,
  keys: readonly string[],
): Promise<Map<string, KnownHost>> {
  const { rows } = await sql<KnownHost>`
    select h.id, h.name_key as key, h.last_seen, p.posture_hash
    from hosts h
    left join host_postures p on p.host_id = h.id and p.to_at is null
    where h.fleet = ${fleet} and h.name_key = any(${keys}::text[])`.execute(tx);
  return new Map(rows.map((row) => [row.key, row]));
}

async function write(
  tx: Transactor,
  observation: Observation,
  all: readonly Entry[],
): Promise<void> {
  const added = all.filter(({ fate }) => fate === 'added');
  const changed = all.filter(({ fate }) => fate === 'changed');
  await writePostures(tx, observation.at, [...added, ...changed]);
  await addHosts(tx, observation, added);
  await touchHosts(
    tx,
    observation,
    all.filter(({ fate }) => fate === 'unchanged'),
  );
  await refreshHosts(tx, observation, changed);
  await closePostures(tx, observation.at, changed);
  await openPostures(tx, observation.at, [...added, ...changed]);
}

/** Most postures of a fleet are known after its first thousands: only new ones are sent. */
async function writePostures(tx: Transactor, at: Date, entries: readonly Entry[]): Promise<void> {
  const distinct = new Map(entries.map((entry) => [entry.posture.hash, entry]));
  for (const hash of await knownPostures(tx, [...distinct.keys()])) distinct.delete(hash);
  if (distinct.size === 0) return;
  const fresh = [...distinct.values()];
  await sql`
    insert into postures (hash, product, facts, first_seen)
    select hash, product, facts::jsonb, ${at}
    from unnest(
      ${fresh.map(({ posture }) => posture.hash)}::text[],
      ${fresh.map(({ observed }) => observed.product)}::text[],
      ${fresh.map(({ posture }) => JSON.stringify(posture.facts))}::text[]
    ) as seen (hash, product, facts)`.execute(tx);
}

async function knownPostures(tx: Transactor, hashes: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ hash: string }>`
    select hash from postures where hash = any(${hashes}::text[])`.execute(tx);
  return rows.map(({ hash }) => hash);
}

async function addHosts(
  tx: Transactor,
  { fleet, group, at }: Observation,
  entries: readonly Entry[],
): Promise<void> {
  if (entries.length === 0) return;
  await sql`
    insert into hosts (id, fleet, name, name_key, facts, host_group, first_seen, last_seen)
    select id, ${fleet}, name, name_key, facts::jsonb, ${group}, ${at}, ${at}
    from unnest(
      ${entries.map(({ id }) => id)}::uuid[],
      ${entries.map(({ observed }) => observed.host.name)}::text[],
      ${entries.map(({ key }) => key)}::text[],
      ${entries.map(factsText)}::text[]
    ) as seen (id, name, name_key, facts)`.execute(tx);
}

/** The one small write: within the page, in no index, and never back in time. */
async function touchHosts(
  tx: Transactor,
  { at, group }: Observation,
  entries: readonly Entry[],
): Promise<void> {
  if (entries.length === 0) return;
  await sql`
    update hosts
    set last_seen = greatest(last_seen, ${at}::timestamptz),
      host_group = coalesce(nullif(${group}, ''), host_group)
    where id = any(${entries.map(({ id }) => id)}::uuid[])`.execute(tx);
}

async function refreshHosts(
  tx: Transactor,
  { at, group }: Observation,
  entries: readonly Entry[],
): Promise<void> {
  if (entries.length === 0) return;
  await sql`
    update hosts
    set last_seen = ${at}, facts = seen.facts::jsonb,
      host_group = coalesce(nullif(${group}, ''), host_group)
    from unnest(
      ${entries.map(({ id }) => id)}::uuid[],
      ${entries.map(factsText)}::text[]
    ) as seen (id, facts)
    where hosts.id = seen.id`.execute(tx);
}

async function closePostures(tx: Transactor, at: Date, entries: readonly Entry[]): Promise<void> {
  if (entries.length === 0) return;
  await sql`
    update host_postures set to_at = ${at}
    where to_at is null and host_id = any(${entries.map(({ id }) => id)}::uuid[])`.execute(tx);
}

async function openPostures(tx: Transactor, at: Date, entries: readonly Entry[]): Promise<void> {
  if (entries.length === 0) return;
  await sql`
    insert into host_postures (host_id, posture_hash, from_at)
    select host_id, posture_hash, ${at}
    from unnest(
      ${entries.map(({ id }) => id)}::uuid[],
      ${entries.map(({ posture }) => posture.hash)}::text[]
    ) as seen (host_id, posture_hash)`.execute(tx);
}

function factsText({ observed: { host, sources, warnings } }: Entry): string {
  const facts: HostFacts = { osName: host.osName, domain: host.domain, sources, warnings };
  return JSON.stringify(facts);
}

/** Removes a host with its history. False when there is none. */
export async function deleteHost(tx: Transactor, id: string): Promise<boolean> {
  const { numDeletedRows } = await tx.deleteFrom('hosts').where('id', '=', id).executeTakeFirst();
  return numDeletedRows > 0n;
}

/** Removes every host of a fleet; postures that nobody ever had but them stay, they say nothing. */
export async function deleteFleet(tx: Transactor, fleet: Fleet): Promise<number> {
  const { numDeletedRows } = await tx
    .deleteFrom('hosts')
    .where('fleet', '=', fleet)
    .executeTakeFirst();
  return Number(numDeletedRows);
}
