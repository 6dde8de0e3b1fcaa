/** Hosts as rules see them, with what people have set for them. */

import type { ExplicitFacts, FactSubject, SaidFact } from '@daybreak/core/host-facts';
import type { HostFactName } from '@daybreak/core/urgency';
import { type RawBuilder, sql } from 'kysely';
import type { Reader } from '../database/index.ts';

export interface StoredSubject extends FactSubject {
  readonly id: string;
  readonly factsClass: number;
  readonly explicit: ExplicitFacts;
}

type Row = Omit<StoredSubject, 'explicit'>;

const batchSize = 10_000;

/** These hosts; one that is not there is not in the answer. */
export function readSubjects(reader: Reader, ids: readonly string[]): Promise<StoredSubject[]> {
  return read(reader, sql`h.id = any(${ids}::uuid[])`, sql`all`);
}

/** Every host, some thousands at a time. */
export async function* allSubjects(reader: Reader): AsyncGenerator<StoredSubject[]> {
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const batch = await read(reader, sql`h.id > ${after}::uuid`, sql`${batchSize}`);
    const last = batch.at(-1);
    if (last === undefined) return;
    yield batch;
    after = last.id;
  }
}

async function read(
  reader: Reader,
  which: RawBuilder<unknown>,
  limit: RawBuilder<unknown>,
): Promise<StoredSubject[]> {
  const { rows } = await sql<Row>`
    select h.id, h.name, nullif(h.host_group, '') as "group", h.facts->>'domain' as domain,
      h.facts->>'osName' as "osName", h.inventory_role as "inventoryRole",
      h.facts_class as "factsClass"
    from hosts h where ${which} order by h.id limit ${limit}`.execute(reader);
  const set = await setByPersons(
    reader,
    rows.map(({ id }) => id),
  );
  return rows.map((host) => ({ ...host, explicit: set.get(host.id) ?? nothing }));
}

const nothing: ExplicitFacts = {};

/** Apart from the hosts: to gather each one's facts into one value takes ten times as long. */
async function setByPersons(
  reader: Reader,
  ids: readonly string[],
): Promise<Map<string, ExplicitFacts>> {
  const rows = await reader
    .selectFrom('host_facts')
    .select(['host_id', 'fact', 'value', 'source', 'set_by', 'from_at'])
    .where('to_at', 'is', null)
    .where('host_id', '=', sql<string>`any(${ids}::uuid[])`)
    .execute();
  const byHost = new Map<string, Partial<Record<HostFactName, SaidFact>>>();
  for (const { host_id: id, fact, value, source, set_by: by, from_at } of rows) {
    const facts = byHost.get(id) ?? {};
    facts[fact] = { value, origin: 'person', source, by, atMs: from_at.getTime() };
    byHost.set(id, facts);
  }
  return byHost;
}
