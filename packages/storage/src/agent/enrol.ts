/** What is written when an agent joins. */

import type { KeptRuns } from '@daybreak/core/agent';
import { sql } from 'kysely';
import type { Transactor } from '../database/index.ts';
import { hostKey } from '../host/index.ts';
import { takeTurn } from '../host/turn.ts';
import { classesOfNew } from '../host-facts/classify.ts';
import { listFactRules } from '../host-facts/rules.ts';

export interface JoiningHost {
  readonly id: string;
  readonly name: string;
  readonly group: string;
  /** Whether it has an agent, revoked or not. */
  readonly hasAgent: boolean;
}

/** The own host with this name, or with this id; null when there is none. It stays as it is meanwhile. */
export async function findJoiningHost(
  tx: Transactor,
  by: { readonly name: string } | { readonly id: string },
): Promise<JoiningHost | null> {
  await takeTurn(tx);
  const isIt = 'id' in by ? sql`h.id = ${by.id}::uuid` : sql`h.name_key = ${hostKey(by.name)}`;
  const { rows } = await sql<JoiningHost>`
    select h.id, h.name, h.host_group as "group",
      exists (select from agents a where a.host_id = h.id) as "hasAgent"
    from hosts h where h.fleet = 'own' and ${isIt} for no key update of h`.execute(tx);
  return rows[0] ?? null;
}

/** A host of which nothing is known but its name, until it has sent its posture. */
export async function addJoiningHost(
  tx: Transactor,
  { id, name, group, at }: { id: string; name: string; group: string; at: Date },
): Promise<void> {
  const subject = { name, domain: '', osName: '', group: group || null, inventoryRole: null };
  const [factsClass] = await classesOfNew(tx, await listFactRules(tx), [subject]);
  if (factsClass === undefined) throw new Error(`host ${name} has no class of facts`);
  const facts = JSON.stringify({ osName: '', domain: '', sources: ['agent'], warnings: [] });
  await tx
    .insertInto('hosts')
    .values({
      ...{ id, name, facts, fleet: 'own', name_key: hostKey(name), host_group: group },
      ...{ first_seen: at, last_seen: at, inventory_role: null, facts_class: factsClass },
    })
    .execute();
}

export interface NewAgent {
  readonly hostId: string;
  readonly keyId: string;
  /** Ed25519, 32 bytes. */
  readonly publicKey: Uint8Array;
  readonly runs: KeptRuns;
  readonly pollSeconds: number;
  readonly at: Date;
}

/** The host's agent from now on: what an earlier one had said is gone with its key; what is watched stays. */
export async function putAgent(tx: Transactor, agent: NewAgent): Promise<void> {
  const earlier = await tx
    .deleteFrom('agents')
    .where('host_id', '=', agent.hostId)
    .returning('watch')
    .executeTakeFirst();
  const watch = earlier?.watch ?? null;
  await tx
    .insertInto('agents')
    .values({
      ...{ host_id: agent.hostId, key_id: agent.keyId, runs: JSON.stringify(agent.runs) },
      ...{ public_key: Buffer.from(agent.publicKey), poll_seconds: agent.pollSeconds },
      ...{ candidates_hash: null, candidates_at: null, status_hash: null },
      ...{ last_contact: agent.at, enrolled_at: agent.at },
      ...{ revoked_at: null, clone_noticed_at: null, health_hash: null },
      watch: watch && JSON.stringify(watch),
    })
    .execute();
}
