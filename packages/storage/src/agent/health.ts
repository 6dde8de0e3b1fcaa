/** What hosts see of what they watch. */

import { failingIn, type SeenHealth } from '@daybreak/core/agent';
import { sql } from 'kysely';
import type { Reader, Transactor } from '../database/index.ts';
import type { HashedDocument } from './document.ts';

/** What fails on a host, as `failingIn` names it. */
export interface HealthChange {
  /** Null where the host had said nothing yet. */
  readonly before: readonly string[] | null;
  readonly after: readonly string[];
}

interface Written {
  readonly before: SeenHealth | null;
  readonly after: SeenHealth | null;
}

/**
 * What a host that is held sees from now on. What a host was asked to watch may be another than
 * before: a probe that only one of the two lists has was not looked at in the other.
 * @param document a `SeenHealth`
 * @returns null where the host is to watch nothing any more; then nothing is written
 */
export async function writeHealth(
  tx: Transactor,
  hostId: string,
  { hash, text, at }: HashedDocument,
): Promise<HealthChange | null> {
  const { rows } = await sql<Written>`
    with watching as (
      update agents set health_hash = ${hash}
      where host_id = ${hostId}::uuid and watch is not null returning host_id
    ), earlier as (
      select health from agent_healths where host_id = ${hostId}::uuid
    ), written as (
      insert into agent_healths (host_id, health, at)
      select host_id, ${text}::jsonb, ${at}::timestamptz from watching
      on conflict (host_id) do update set health = excluded.health, at = excluded.at
      returning health
    )
    select (select health from earlier) as before, (select health from written) as after`.execute(
    tx,
  );
  const { before = null, after = null } = rows[0] ?? {};
  return after && { before: before && failingIn(before), after: failingIn(after) };
}

/** What a host saw last. */
export interface KnownHealth {
  readonly failing: readonly string[];
  /** Since when, by our clock, it says just that. */
  readonly at: Date;
}

/** Of those of these hosts that watch something and have said what they see. */
export async function readHealths(
  reader: Reader,
  hostIds: readonly string[],
): Promise<Map<string, KnownHealth>> {
  const { rows } = await sql<{ hostId: string; health: SeenHealth; at: Date }>`
    select host_id as "hostId", health, at from agent_healths
    where host_id = any(${hostIds}::uuid[])`.execute(reader);
  return new Map(
    rows.map(({ hostId, health, at }) => [hostId, { failing: failingIn(health), at }]),
  );
}
