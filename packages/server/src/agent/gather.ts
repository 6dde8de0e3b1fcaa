/**
 * Gathers what comes one by one into batches: while one batch is done, the next gathers. So a batch
 * is as large as the load makes it, and nobody waits for a clock.
 */

import { Refusal } from '../http/problem.ts';

interface Waiting<In, Out> {
  readonly item: In;
  readonly resolve: (result: Out) => void;
  readonly reject: (error: unknown) => void;
}

/** A batch larger than this is not faster for each of its items. */
const batchMax = 500;
/** More would only be answered after those who ask have given up. */
const waitingMax = 20_000;
const retryAfterSeconds = 30;

export class Gatherer<In, Out> {
  readonly #work: (items: readonly In[]) => Promise<readonly Out[]>;
  #waiting: Waiting<In, Out>[] = [];
  #isRunning = false;

  /** @param work gives a result for each item, in their order */
  constructor(work: (items: readonly In[]) => Promise<readonly Out[]>) {
    this.#work = work;
  }

  /** @throws Refusal when too much waits already; whatever the work throws for its batch */
  add(item: In): Promise<Out> {
    if (this.#waiting.length >= waitingMax) {
      throw new Refusal('too-busy', 'Ask again later.', { retryAfterSeconds });
    }
    const { promise, resolve, reject } = Promise.withResolvers<Out>();
    this.#waiting.push({ item, resolve, reject });
    if (!this.#isRunning) {
      this.#isRunning = true;
      // What the same turn of the event loop reads from its sockets comes into the same batch.
      setImmediate(() => void this.#run());
    }
    return promise;
  }

  async #run(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.slice(0, batchMax);
      this.#waiting = this.#waiting.slice(batchMax);
      await this.#finish(batch);
    }
    this.#isRunning = false;
  }

  async #finish(batch: readonly Waiting<In, Out>[]): Promise<void> {
    try {
      const results = await this.#work(batch.map(({ item }) => item));
      for (const [at, { resolve }] of batch.entries()) resolve(results[at] as Out);
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  }
}
