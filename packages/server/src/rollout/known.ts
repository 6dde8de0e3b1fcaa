/** A rollout as its events have made it, read once and then followed. */
import { propose, type RolloutState, step } from '@daybreak/core/rollout';
import type { Reader } from '@daybreak/storage/database';
import { type RolloutTerms, readRollout, readRolloutEvents } from '@daybreak/storage/rollout';

export interface KnownRollout {
  readonly terms: RolloutTerms;
  /** By number; null for a host that is not looked after any more. */
  readonly hostIds: readonly (string | null)[];
  readonly state: RolloutState;
  /** Of the last event that is in the state. */
  readonly sequence: number;
}

/** From its beginning. Null where there is none. */
export async function firstKnown(reader: Reader, id: string): Promise<KnownRollout | null> {
  const kept = await readRollout(reader, id);
  if (kept === null) return null;
  const { terms, hostIds, setup } = kept;
  return { terms, hostIds, state: propose(setup), sequence: 0 };
}

/** With what others have appended since. What followed from their events is done. */
export async function caughtUp(reader: Reader, known: KnownRollout): Promise<KnownRollout> {
  let { state, sequence } = known;
  for (const kept of await readRolloutEvents(reader, known.terms.id, sequence)) {
    ({ state } = step(state, kept.event, kept.at.getTime()));
    ({ sequence } = kept);
  }
  return { ...known, state, sequence };
}
