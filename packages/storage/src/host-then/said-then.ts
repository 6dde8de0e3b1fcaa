/** What people had said of hosts at an instant. */

import type { ExplicitFacts, SaidFact } from '@daybreak/core/host-facts';
import type { HostFactName } from '@daybreak/core/urgency';
import { sql } from 'kysely';
import type { Reader } from '../database/index.ts';

/** What people had set for a host then, and whether its group is known. */
export interface SaidThen {
  readonly explicit: ExplicitFacts;
  /** False where a person has set another group since, and nobody's word from then is kept. */
  readonly groupKnown: boolean;
}

interface Stretch {
  readonly host: string;
  readonly fact: HostFactName;
  readonly value: string;
  readonly source: string;
  readonly by: string;
  readonly from: Date;
}

/** Of these hosts; one of which nobody has said anything is not in the answer. */
export async function saidAt(
  reader: Reader,
  ids: readonly string[],
  at: Date,
): Promise<ReadonlyMap<string, SaidThen>> {
  const { rows } = await sql<Stretch>`
    select host_id as host, fact, value, source, set_by as by, from_at as "from"
    from host_facts
    where host_id = any(${ids}::uuid[]) and (
      (from_at <= ${at} and (to_at is null or to_at > ${at}))
      or (fact = 'group' and from_at > ${at}))`.execute(reader);
  const byHost = Map.groupBy(rows, ({ host }) => host);
  return new Map([...byHost].map(([host, said]) => [host, saidThen(said, at)]));
}

function saidThen(said: readonly Stretch[], at: Date): SaidThen {
  const explicit: Partial<Record<HostFactName, SaidFact>> = {};
  for (const { fact, value, source, by, from } of said) {
    if (from > at) continue;
    explicit[fact] = { value, origin: 'person', source, by, atMs: from.getTime() };
  }
  const setSince = said.some(({ fact, from }) => fact === 'group' && from > at);
  return { explicit, groupKnown: explicit.group !== undefined || !setSince };
}
