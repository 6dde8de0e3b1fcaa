/**
 * Looks at the deadlines every minute, and brings what is to be told to the channels. Any number of
 * servers may run one: the database lets one tell at a time, and gives each delivery to one.
 */

import type { Database } from '@daybreak/storage/database';
import {
  channelsToSendTo,
  finishAttempt,
  type TakenDelivery,
  takeDeliveries,
} from '@daybreak/storage/notice';
import { attempt } from './attempt.ts';
import type { DeadlineSource } from './source.ts';
import { tellDeadlines } from './tell.ts';

const lookEveryMs = 60_000;
const deliverEveryMs = 10_000;
/** So many at once: one receiver that is silent must not hold up the others. */
const atOnce = 8;

export interface RunnerParts {
  readonly database: Database;
  readonly deadlines: DeadlineSource;
  readonly now: () => Date;
  /** 0 or more, less than 1. */
  readonly random: () => number;
  readonly newId: () => string;
  readonly origin: string;
  readonly version: string;
  readonly onError: (error: unknown, what: string) => void;
}

/** How looking at the deadlines goes. */
export interface Watch {
  /** When they were last looked at; null before the first time. */
  readonly lookedAt: Date | null;
  /** Why they could not be looked at last; null when they could. */
  readonly problem: string | null;
}

export class NoticeRunner {
  readonly #parts: RunnerParts;
  readonly #stopped = new AbortController();
  readonly #timers: NodeJS.Timeout[] = [];
  #watch: Watch = { lookedAt: null, problem: null };
  #looking: Promise<void> | null = null;
  #delivering: Promise<void> | null = null;

  constructor(parts: RunnerParts) {
    this.#parts = parts;
  }

  watch(): Watch {
    return this.#watch;
  }

  /** From now on it works by itself, until it is stopped. */
  start(): void {
    const turn = () => void this.look().then(() => this.deliver());
    turn();
    this.#timers.push(setInterval(turn, lookEveryMs));
    this.#timers.push(setInterval(() => void this.deliver(), deliverEveryMs));
  }

  /** Ends what is under way: what was not sent yet is sent by whoever runs next. */
  async stop(): Promise<void> {
    for (const timer of this.#timers) clearInterval(timer);
    this.#stopped.abort();
    await Promise.all([this.#looking, this.#delivering]);
  }

  /** Looks once; one look at a time. Never throws: what went wrong is in `watch()`. */
  look(): Promise<void> {
    this.#looking ??= this.#look().finally(() => {
      this.#looking = null;
    });
    return this.#looking;
  }

  async #look(): Promise<void> {
    if (this.#stopped.signal.aborted) return;
    const { database, deadlines, now, onError } = this.#parts;
    try {
      // Where there is nobody to tell, nothing has to be found out, and nothing can go wrong.
      if ((await channelsToSendTo(database)).all > 0) {
        await tellDeadlines(this.#parts, await deadlines(), now());
      }
      this.#watch = { lookedAt: now(), problem: null };
    } catch (error) {
      const problem = error instanceof Error ? error.message : String(error);
      this.#watch = { ...this.#watch, problem };
      onError(error, 'the deadlines could not be looked at');
    }
  }

  /** Sends everything whose time has come. Never throws. */
  deliver(): Promise<void> {
    this.#delivering ??= this.#deliver().finally(() => {
      this.#delivering = null;
    });
    return this.#delivering;
  }

  async #deliver(): Promise<void> {
    const { database, now, onError } = this.#parts;
    try {
      let taken: readonly TakenDelivery[];
      do {
        if (this.#stopped.signal.aborted) return;
        taken = await takeDeliveries(database, { at: now(), limit: atOnce });
        await Promise.all(taken.map((delivery) => this.#attempt(delivery)));
      } while (taken.length === atOnce);
    } catch (error) {
      onError(error, 'notices could not be sent');
    }
  }

  /** When the server stops meanwhile, nothing is written down: the lease ends, and it is tried again. */
  async #attempt(delivery: TakenDelivery): Promise<void> {
    const { database, now, onError } = this.#parts;
    const { signal } = this.#stopped;
    try {
      const result = await attempt(this.#parts, delivery, signal);
      if (result.state !== 'sent' && signal.aborted) return;
      await finishAttempt(database, delivery, result, now());
    } catch (error) {
      onError(error, 'a notice could not be sent');
    }
  }
}
