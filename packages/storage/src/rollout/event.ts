/** A rollout's events: appended one after the other, and never changed. */
import type { RolloutEvent, RolloutState } from '@daybreak/core/rollout';
import { sql } from 'kysely';
import type { Reader, Transactor } from '../database/index.ts';

export interface HeldRollout {
  readonly state: RolloutState['kind'];
  /** Of the last event; 0 where there is none. */
  readonly sequence: number;
}

/**
 * Nobody else appends to it, or is granted something of it, until the transaction ends. Null for none.
 * Whoever also takes agents takes them first, as check-ins do.
 */
export async function holdRollout(tx: Transactor, id: string): Promise<HeldRollout | null> {
  const { rows } = await sql<HeldRollout>`
    select state, sequence from rollouts where id = ${id}::uuid for no key update`.execute(tx);
  return rows[0] ?? null;
}

export interface KeptEvent {
  readonly sequence: number;
  readonly at: Date;
  readonly event: RolloutEvent;
}

/** Appends to a rollout that is held. @param state what the events come to */
export async function appendRolloutEvent(
  tx: Transactor,
  id: string,
  { sequence, at, event }: KeptEvent,
  state: RolloutState['kind'],
): Promise<void> {
  await sql`
    with next as (
      update rollouts set sequence = ${sequence}, state = ${state}
      where id = ${id}::uuid and sequence = ${sequence - 1} returning id
    )
    insert into rollout_events (rollout_id, sequence, at, event)
    values ((select id from next), ${sequence}, ${at}, ${JSON.stringify(event)}::jsonb)`.execute(
    tx,
  );
}

/** In their order. @param after the sequence of the last that is known */
export async function readRolloutEvents(
  reader: Reader,
  id: string,
  after: number,
): Promise<KeptEvent[]> {
  const { rows } = await sql<KeptEvent>`
    select sequence, at, event from rollout_events
    where rollout_id = ${id}::uuid and sequence > ${after} order by sequence`.execute(reader);
  return rows;
}
