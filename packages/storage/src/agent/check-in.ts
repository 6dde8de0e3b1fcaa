/** Check-ins, many at a time: a statement reads them all, one writes, one grants where it must. */

import type { KeptRuns, Watch } from '@daybreak/core/agent';
import { sql } from 'kysely';
import type { Transactor } from '../database/index.ts';
import { mayBeGranted } from '../order/grant.ts';

/** What is known of an agent that asks. */
export interface AskingAgent {
  readonly keyId: string;
  readonly hostId: string;
  readonly hostName: string;
  readonly runs: KeptRuns;
  readonly revokedAt: Date | null;
  readonly pollSeconds: number;
  /** The posture that the host has now, as far as is known; null before it has sent one. */
  readonly posture: string | null;
  readonly candidates: string | null;
  readonly status: string | null;
  readonly health: string | null;
  /** What it is to look at; null for nothing. */
  readonly watch: Watch | null;
  /** The order that is next, unless something happens to it meanwhile; null when there is none. */
  readonly order: string | null;
}

/** Agents with these keys; they stay as they are until the transaction ends. */
export async function holdAskingAgents(
  tx: Transactor,
  keyIds: readonly string[],
): Promise<Map<string, AskingAgent>> {
  const { rows } = await sql<AskingAgent>`
    select a.key_id as "keyId", a.host_id as "hostId", h.name as "hostName", a.runs,
      a.revoked_at as "revokedAt", a.poll_seconds as "pollSeconds", p.posture_hash as posture,
      a.candidates_hash as candidates, a.status_hash as status,
      a.health_hash as health, a.watch, (
        select o.id from orders o
        where o.host_id = a.host_id and o.ended_at is null and o.cancelled_at is null
          and ${mayBeGranted}
        order by o.sequence limit 1
      ) as "order"
    from agents a
    join hosts h on h.id = a.host_id
    left join host_postures p on p.host_id = a.host_id and p.to_at is null
    where a.key_id = any(${keyIds}::text[])
    order by a.key_id for update of a`.execute(tx);
  return new Map(rows.map((row) => [row.keyId, row]));
}

/** A check-in that counts. */
export interface CountedCheckIn {
  readonly hostId: string;
  readonly runs: KeptRuns;
  /** When the host's own sources answered last; null where it does not say. */
  readonly candidatesAt: Date | null;
  /** Whether the host is as it is known to be: then it was seen so now. */
  readonly isUnchanged: boolean;
}

/**
 * The writes of these hosts' check-ins, each host once. A host that somebody else writes at this
 * moment is left to them: waiting for imports, which take hosts in another order, could deadlock.
 */
export async function writeCheckIns(
  tx: Transactor,
  at: Date,
  checkIns: readonly CountedCheckIn[],
): Promise<void> {
  if (checkIns.length === 0) return;
  const unchanged = checkIns.filter(({ isUnchanged }) => isUnchanged);
  await sql`
    with free as materialized (
      select id from hosts where id = any(${unchanged.map(({ hostId }) => hostId)}::uuid[])
      for no key update skip locked
    ), touched as (
      update hosts set last_seen = greatest(last_seen, ${at}::timestamptz)
      from free where hosts.id = free.id
    )
    update agents set runs = said.runs::jsonb, last_contact = greatest(last_contact, ${at}),
      candidates_at = coalesce(said.candidates_at, agents.candidates_at)
    from unnest(
      ${checkIns.map(({ hostId }) => hostId)}::uuid[],
      ${checkIns.map(({ runs }) => JSON.stringify(runs))}::text[],
      ${checkIns.map(({ candidatesAt }) => candidatesAt?.toISOString() ?? null)}::timestamptz[]
    ) as said (host_id, runs, candidates_at)
    where agents.host_id = said.host_id`.execute(tx);
}
