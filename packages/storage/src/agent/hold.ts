/**
 * One agent's row, held while something of it changes. Whoever holds several things takes them in
 * this order, so that nobody waits in a circle: the turn of imports, the host, its agent, the ledger.
 */

import type { KeptRuns } from '@daybreak/core/agent';
import { sql } from 'kysely';
import type { Transactor } from '../database/index.ts';

export interface HeldAgent {
  readonly hostId: string;
  readonly hostName: string;
  readonly group: string;
  readonly domain: string;
  /** When the host was last seen, by whatever way. */
  readonly lastSeen: Date;
  readonly keyId: string;
  readonly runs: KeptRuns;
  readonly candidatesHash: string | null;
  readonly revokedAt: Date | null;
}

/** Null when no host has that key. */
export async function holdAgentOfKey(tx: Transactor, keyId: string): Promise<HeldAgent | null> {
  const found = await tx
    .selectFrom('agents')
    .select('host_id')
    .where('key_id', '=', keyId)
    .executeTakeFirst();
  const held = found === undefined ? null : await holdAgentOfHost(tx, found.host_id);
  // The host may have been enrolled anew meanwhile.
  return held?.keyId === keyId ? held : null;
}

/** Null when there is no such host, or it has no agent. */
export async function holdAgentOfHost(tx: Transactor, hostId: string): Promise<HeldAgent | null> {
  await sql`select from hosts where id = ${hostId}::uuid for no key update`.execute(tx);
  const { rows } = await sql<HeldAgent>`
    select h.id as "hostId", h.name as "hostName", h.host_group as "group",
      coalesce(h.facts->>'domain', '') as domain, h.last_seen as "lastSeen", a.key_id as "keyId",
      a.runs, a.candidates_hash as "candidatesHash", a.revoked_at as "revokedAt"
    from agents a join hosts h on h.id = a.host_id
    where a.host_id = ${hostId}::uuid for update of a`.execute(tx);
  return rows[0] ?? null;
}

/** What a request of an agent that is held has changed. */
export async function writeRuns(
  tx: Transactor,
  hostId: string,
  { runs, at }: { readonly runs: KeptRuns; readonly at: Date },
): Promise<void> {
  await sql`
    update agents set runs = ${JSON.stringify(runs)}::jsonb,
      last_contact = greatest(last_contact, ${at}::timestamptz)
    where host_id = ${hostId}::uuid`.execute(tx);
}

/** Two machines have the key of an agent that is held. */
export async function writeClone(
  tx: Transactor,
  hostId: string,
  { runs, at }: { readonly runs: KeptRuns; readonly at: Date | null },
): Promise<void> {
  await tx
    .updateTable('agents')
    .set({ runs: JSON.stringify(runs), clone_noticed_at: at })
    .where('host_id', '=', hostId)
    .execute();
}

/** False when it is revoked already. */
export async function revokeAgent(tx: Transactor, hostId: string, at: Date): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('agents')
    .set({ revoked_at: at })
    .where('host_id', '=', hostId)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
