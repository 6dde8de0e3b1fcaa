/** The facts that count for hosts, with who said them. */

import { type ExplicitFacts, effectiveFacts, type SaidFacts } from '@daybreak/core/host-facts';
import { sql } from 'kysely';
import type { Reader } from '../database/index.ts';
import { hostKey } from '../host/observe.ts';
import { listFactRules } from './rules.ts';
import { readSubjects } from './subject.ts';

export interface StoredHostFacts {
  readonly id: string;
  readonly name: string;
  readonly factsClass: number;
  readonly facts: SaidFacts;
  /** What people have set for this very host. */
  readonly explicit: ExplicitFacts;
}

/** Of these hosts; one that is not there is not in the answer. */
export async function readHostFacts(
  reader: Reader,
  ids: readonly string[],
): Promise<StoredHostFacts[]> {
  const rules = await listFactRules(reader);
  const subjects = await readSubjects(reader, ids);
  return subjects.map((host) => {
    const { id, name, factsClass, explicit } = host;
    return { id, name, factsClass, explicit, facts: effectiveFacts(host, explicit, rules) };
  });
}

export interface NamedHost {
  readonly id: string;
  /** As `hostKey` has it. */
  readonly key: string;
  readonly domain: string;
}

/** Hosts by their names; where an own host and one of the example have the same, the own one. */
export async function findHostsByName(
  reader: Reader,
  names: readonly string[],
): Promise<Map<string, NamedHost>> {
  const { rows } = await sql<NamedHost>`
    select distinct on (name_key) id, name_key as key, facts->>'domain' as domain
    from hosts where name_key = any(${[...new Set(names.map(hostKey))]}::text[])
    order by name_key, fleet = 'example'`.execute(reader);
  return new Map(rows.map((row) => [row.key, row]));
}
