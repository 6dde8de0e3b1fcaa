/** What agents send beside their postures: their candidates, each distinct set once, and their status. */

import { sql } from 'kysely';
import type { Reader, Transactor } from '../database/index.ts';

/** A document under the hash of its canonical JSON. */
export interface HashedDocument {
  readonly hash: string;
  /** JSON. */
  readonly text: string;
  readonly at: Date;
}

export async function writeCandidates(
  tx: Transactor,
  hostId: string,
  { hash, text, at }: HashedDocument,
): Promise<void> {
  await sql`
    insert into candidate_sets (hash, candidates, first_seen) values (${hash}, ${text}::jsonb, ${at})
    on conflict do nothing`.execute(tx);
  await tx
    .updateTable('agents')
    .set({ candidates_hash: hash })
    .where('host_id', '=', hostId)
    .execute();
}

export async function writeStatus(
  tx: Transactor,
  hostId: string,
  { hash, text, at }: HashedDocument,
): Promise<void> {
  await sql`
    insert into agent_statuses (host_id, status, at) values (${hostId}::uuid, ${text}::jsonb, ${at})
    on conflict (host_id) do update set status = excluded.status, at = excluded.at`.execute(tx);
  await tx.updateTable('agents').set({ status_hash: hash }).where('host_id', '=', hostId).execute();
}

/** Hash of the posture that the host has now; null before it has sent one. */
export async function currentPosture(reader: Reader, hostId: string): Promise<string | null> {
  const row = await reader
    .selectFrom('host_postures')
    .select('posture_hash')
    .where('host_id', '=', hostId)
    .where('to_at', 'is', null)
    .executeTakeFirst();
  return row?.posture_hash ?? null;
}
