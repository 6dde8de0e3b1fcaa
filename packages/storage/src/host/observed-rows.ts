/** The statements that record hosts, a batch of them at a time. */

import { inventoryRole } from '@daybreak/core/host-facts';
import { sql } from 'kysely';
import type { Transactor } from '../database/index.ts';
import type { InventoryFacts, Observation, ObservationResult, ObservedHost } from './observe.ts';
import type { Posture } from './posture.ts';

/** A host that was seen, and what that means for what is known of it. */
export interface Entry {
  readonly id: string;
  readonly key: string;
  readonly posture: Posture;
  readonly observed: ObservedHost;
  readonly fate: keyof ObservationResult;
  /** A known host that gets another group than it had. */
  readonly regrouped: boolean;
}

/** Most postures of a fleet are known after its first thousands: only new ones are sent. */
export async function writePostures(
  tx: Transactor,
  at: Date,
  entries: readonly Entry[],
): Promise<void> {
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

export async function addHosts(
  tx: Transactor,
  { fleet, group, at }: Observation,
  entries: readonly Entry[],
  factsClasses: readonly number[],
): Promise<void> {
  if (entries.length === 0) return;
  await sql`
    insert into hosts (id, fleet, name, name_key, facts, host_group, first_seen, last_seen,
      inventory_role, facts_class)
    select id, ${fleet}, name, name_key, facts::jsonb, ${group}, ${at}, ${at}, role, class
    from unnest(
      ${entries.map(({ id }) => id)}::uuid[],
      ${entries.map(({ observed }) => observed.host.name)}::text[],
      ${entries.map(({ key }) => key)}::text[],
      ${entries.map(factsText)}::text[],
      ${entries.map(roleOf)}::text[],
      ${factsClasses}::int[]
    ) as seen (id, name, name_key, facts, role, class)`.execute(tx);
}

/** The one small write: within the page, in no index, and never back in time. */
export async function touchHosts(
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

export async function refreshHosts(
  tx: Transactor,
  { at, group }: Observation,
  entries: readonly Entry[],
): Promise<void> {
  if (entries.length === 0) return;
  await sql`
    update hosts
    set last_seen = ${at}, facts = seen.facts::jsonb, inventory_role = seen.role,
      host_group = coalesce(nullif(${group}, ''), host_group)
    from unnest(
      ${entries.map(({ id }) => id)}::uuid[],
      ${entries.map(factsText)}::text[],
      ${entries.map(roleOf)}::text[]
    ) as seen (id, facts, role)
    where hosts.id = seen.id`.execute(tx);
}

export async function closePostures(
  tx: Transactor,
  at: Date,
  entries: readonly Entry[],
): Promise<void> {
  if (entries.length === 0) return;
  await sql`
    update host_postures set to_at = ${at}
    where to_at is null and host_id = any(${entries.map(({ id }) => id)}::uuid[])`.execute(tx);
}

export async function openPostures(
  tx: Transactor,
  at: Date,
  entries: readonly Entry[],
): Promise<void> {
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
  const facts: InventoryFacts = { osName: host.osName, domain: host.domain, sources, warnings };
  return JSON.stringify(facts);
}

function roleOf({ observed }: Entry): string | null {
  return inventoryRole(observed.host);
}
