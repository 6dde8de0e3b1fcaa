/** Reading agents: their keys, and what the page of a host shows. */

import type { KeptRuns, Watch } from '@daybreak/core/agent';
import { sql } from 'kysely';
import type { Reader } from '../database/index.ts';

/** The public keys, 32 bytes each, of those of these ids that some host has. */
export async function readAgentKeys(
  reader: Reader,
  keyIds: readonly string[],
): Promise<Map<string, Uint8Array>> {
  const { rows } = await sql<{ id: string; key: Buffer }>`
    select key_id as id, public_key as key from agents
    where key_id = any(${keyIds}::text[])`.execute(reader);
  return new Map(rows.map(({ id, key }) => [id, key]));
}

export interface ContactRow {
  readonly lastContact: Date;
  readonly pollSeconds: number;
}

/** When the agents of these hosts asked last, by host; without those that were revoked. */
export async function readContacts(
  reader: Reader,
  hostIds: readonly string[],
): Promise<Map<string, ContactRow>> {
  const { rows } = await sql<ContactRow & { hostId: string }>`
    select host_id as "hostId", last_contact as "lastContact", poll_seconds as "pollSeconds"
    from agents
    where host_id = any(${hostIds}::uuid[]) and revoked_at is null`.execute(reader);
  return new Map(rows.map(({ hostId, ...contact }) => [hostId, contact]));
}

/** An agent as it is now. What it said of itself is as it was sent. */
export interface AgentRow {
  readonly keyId: string;
  readonly enrolledAt: Date;
  readonly revokedAt: Date | null;
  readonly lastContact: Date;
  readonly pollSeconds: number;
  readonly runs: KeptRuns;
  readonly cloneNoticedAt: Date | null;
  readonly candidates: unknown;
  readonly candidatesAt: Date | null;
  readonly status: unknown;
  readonly statusAt: Date | null;
  readonly watch: Watch | null;
  readonly health: unknown;
  readonly healthAt: Date | null;
}

/** Null when the host has no agent, or there is no such host. */
export async function readAgent(reader: Reader, hostId: string): Promise<AgentRow | null> {
  const { rows } = await sql<AgentRow>`
    select a.key_id as "keyId", a.enrolled_at as "enrolledAt", a.revoked_at as "revokedAt",
      a.last_contact as "lastContact", a.poll_seconds as "pollSeconds", a.runs,
      a.clone_noticed_at as "cloneNoticedAt", c.candidates, a.candidates_at as "candidatesAt",
      s.status, s.at as "statusAt", a.watch, w.health, w.at as "healthAt"
    from agents a
    left join candidate_sets c on c.hash = a.candidates_hash
    left join agent_statuses s on s.host_id = a.host_id
    left join agent_healths w on w.host_id = a.host_id
    where a.host_id = ${hostId}::uuid`.execute(reader);
  return rows[0] ?? null;
}
