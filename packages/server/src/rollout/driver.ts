/** Drives rollouts: any number of servers may, for whoever appends an event holds its rollout. */
import {
  type RolloutEvent,
  type RolloutRefusal,
  type RolloutState,
  refusalOf,
  step,
} from '@daybreak/core/rollout';
import { type Database, type Transactor, transact } from '@daybreak/storage/database';
import {
  appendRolloutEvent,
  dueWatches,
  holdRollout,
  rolloutsUnderWay,
  setDueWatch,
} from '@daybreak/storage/rollout';
import { carryOut } from './carry-out.ts';
import { caughtUp, firstKnown, type KnownRollout } from './known.ts';
import { takeSighting } from './sighting.ts';
import { isWorthKeeping } from './worth-keeping.ts';

/** A failure counts after a second look: it is known some 80 seconds after it began, at most. */
const watchEverySeconds = 60;

export interface DriverParts {
  readonly database: Database;
  readonly now: () => Date;
  readonly newId: () => string;
  /** Which calendars have their windows open. */
  readonly openCalendars: (state: RolloutState, at: Date) => readonly number[];
}

export class RolloutDriver {
  readonly #parts: DriverParts;
  readonly #known = new Map<string, KnownRollout>();

  constructor(parts: DriverParts) {
    this.#parts = parts;
  }

  /** A person's doing. `unknown`: there is no such rollout; null where it was done. */
  happen(id: string, event: RolloutEvent): Promise<RolloutRefusal | 'unknown' | null> {
    return this.#held(id, async (tx, known, at) => {
      const refusal = refusalOf(known.state, event);
      return refusal === null
        ? { known: await this.#append(tx, known, event, at), result: null }
        : { known, result: refusal };
    });
  }

  /** What hosts have said since, and what time has brought, of every rollout under way. */
  async advanceAll(): Promise<void> {
    for (const id of await rolloutsUnderWay(this.#parts.database)) await this.advance(id);
    await this.setWatches();
  }

  /** Has hosts watch what rollouts have come to want of them; again after a crash in between. */
  async setWatches(): Promise<void> {
    const { database } = this.#parts;
    for (const due of await dueWatches(database)) {
      await transact(database, (tx) => setDueWatch(tx, due, watchEverySeconds));
    }
  }

  async advance(id: string): Promise<void> {
    await this.#held(id, async (tx, first, at) => {
      let known = first;
      const sighting = await takeSighting(tx, known, at);
      if (sighting !== null) known = await this.#append(tx, known, { kind: 'saw', sighting }, at);
      const openCalendars = this.#parts.openCalendars(known.state, at);
      const tick = { kind: 'tick', openCalendars } as const;
      if (refusalOf(known.state, tick) === null) {
        const next = step(known.state, tick, at.getTime());
        // Time passes each second; what it changes is kept.
        if (isWorthKeeping(known.state, next)) known = await this.#append(tx, known, tick, at);
      }
      return { known, result: null };
    });
  }

  /** As it stands, by what is kept. Null where there is none. */
  async stateOf(id: string): Promise<RolloutState | null> {
    let state: RolloutState | null = null;
    await this.#held(id, async (_tx, known) => {
      state = known.state;
      return { known, result: null };
    });
    return state;
  }

  /** What is remembered is replaced only once it is on disk. */
  async #held<T>(
    id: string,
    work: (
      tx: Transactor,
      known: KnownRollout,
      at: Date,
    ) => Promise<{ readonly known: KnownRollout; readonly result: T }>,
  ): Promise<T | 'unknown'> {
    const { database, now } = this.#parts;
    const done = await transact(database, async (tx) => {
      const held = await holdRollout(tx, id);
      const first = held === null ? null : (this.#known.get(id) ?? (await firstKnown(tx, id)));
      if (held === null || first === null) return null;
      const known = first.sequence < held.sequence ? await caughtUp(tx, first) : first;
      return work(tx, known, now());
    });
    if (done === null) return 'unknown';
    const before = this.#known.get(id);
    if ((before?.sequence ?? -1) < done.known.sequence) this.#known.set(id, done.known);
    return done.result;
  }

  async #append(
    tx: Transactor,
    known: KnownRollout,
    event: RolloutEvent,
    at: Date,
  ): Promise<KnownRollout> {
    const { terms } = known;
    const { state, commands } = step(known.state, event, at.getTime());
    const sequence = known.sequence + 1;
    await appendRolloutEvent(tx, terms.id, { sequence, at, event }, state.kind);
    const { newId } = this.#parts;
    for (const command of commands) await carryOut(tx, command, { terms, newId, at });
    return { ...known, state, sequence };
  }
}
