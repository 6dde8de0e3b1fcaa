/** Facts that people set for hosts, as stretches of time. */

import type { HostFactName } from '@daybreak/core/urgency';
import { sql } from 'kysely';
import type { Transactor } from '../database/index.ts';
import { takeTurn } from '../host/turn.ts';
import { reclassify } from './classify.ts';
import { listFactRules } from './rules.ts';

/** What a person says of a host. */
export interface FactSetting {
  readonly hostId: string;
  readonly fact: HostFactName;
  /** Null takes back what was set, so that rules and the inventory count again. */
  readonly value: string | null;
  /** In words: `hosts.csv, line 3`. */
  readonly source: string;
}

/** A setting that was none before, with the value until then. */
export interface FactChange extends FactSetting {
  readonly before: string | null;
}

const batchSize = 10_000;

/**
 * Sets facts, and gives the hosts the facts class that follows. A value that is set already keeps
 * who set it first. Each host and fact must occur once; hosts that are not there are passed over.
 * @returns what is not as it was
 */
export async function setHostFacts(
  tx: Transactor,
  settings: readonly FactSetting[],
  { by, at }: { readonly by: string; readonly at: Date },
): Promise<FactChange[]> {
  await takeTurn(tx);
  const all: FactChange[] = [];
  for (let start = 0; start < settings.length; start += batchSize) {
    const changes = await changesOf(tx, settings.slice(start, start + batchSize));
    await closeStretches(tx, at, changes);
    await openStretches(tx, { by, at }, changes);
    await regroup(tx, changes);
    all.push(...changes);
  }
  await reclassify(tx, await listFactRules(tx), [...new Set(all.map(({ hostId }) => hostId))]);
  return all;
}

async function changesOf(
  tx: Transactor,
  settings: readonly FactSetting[],
): Promise<readonly FactChange[]> {
  const { rows } = await sql<FactChange>`
    select w.host_id as "hostId", w.fact, w.value, w.source,
      case when w.fact = 'group' then nullif(h.host_group, '') else f.value end as before
    from unnest(
      ${settings.map(({ hostId }) => hostId)}::uuid[],
      ${settings.map(({ fact }) => fact)}::text[],
      ${settings.map(({ value }) => value)}::text[],
      ${settings.map(({ source }) => source)}::text[]
    ) with ordinality as w (host_id, fact, value, source, place)
    join hosts h on h.id = w.host_id
    left join host_facts f on f.host_id = w.host_id and f.fact = w.fact and f.to_at is null
    order by w.place`.execute(tx);
  return rows.filter(({ value, before }) => value !== before);
}

async function closeStretches(
  tx: Transactor,
  at: Date,
  changes: readonly FactChange[],
): Promise<void> {
  await sql`
    update host_facts f set to_at = greatest(f.from_at, ${at}::timestamptz)
    from unnest(
      ${changes.map(({ hostId }) => hostId)}::uuid[],
      ${changes.map(({ fact }) => fact)}::text[]
    ) as w (host_id, fact)
    where f.host_id = w.host_id and f.fact = w.fact and f.to_at is null`.execute(tx);
}

async function openStretches(
  tx: Transactor,
  { by, at }: { readonly by: string; readonly at: Date },
  changes: readonly FactChange[],
): Promise<void> {
  const set = changes.filter(({ value }) => value !== null);
  await sql`
    insert into host_facts (host_id, fact, value, source, set_by, from_at)
    select host_id, fact, value, source, ${by}, ${at}
    from unnest(
      ${set.map(({ hostId }) => hostId)}::uuid[],
      ${set.map(({ fact }) => fact)}::text[],
      ${set.map(({ value }) => value)}::text[],
      ${set.map(({ source }) => source)}::text[]
    ) as w (host_id, fact, value, source)`.execute(tx);
}

async function regroup(tx: Transactor, changes: readonly FactChange[]): Promise<void> {
  const grouped = changes.filter(({ fact }) => fact === 'group');
  if (grouped.length === 0) return;
  await sql`
    update hosts set host_group = coalesce(w.value, '')
    from unnest(
      ${grouped.map(({ hostId }) => hostId)}::uuid[],
      ${grouped.map(({ value }) => value)}::text[]
    ) as w (host_id, value)
    where hosts.id = w.host_id`.execute(tx);
}

/** An import or an enrolment has given these hosts another group: nobody's word for it holds. */
export async function forgetGroupSetters(
  tx: Transactor,
  at: Date,
  hostIds: readonly string[],
): Promise<void> {
  await sql`
    update host_facts set to_at = greatest(from_at, ${at}::timestamptz)
    where fact = 'group' and to_at is null and host_id = any(${hostIds}::uuid[])`.execute(tx);
}
