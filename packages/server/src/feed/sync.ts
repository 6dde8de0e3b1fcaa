/**
 * A sync in the background: idle → running → done | failed → running … One at a time; who starts a
 * second one is told of the first. It ends with the server.
 */

import { FeedOutage } from '@daybreak/feeds/feed';
import type { SyncState } from '@daybreak/protocol/feed';
import type { FeedService } from './index.ts';

export class SyncRunner {
  readonly #feeds: FeedService;
  readonly #now: () => Date;
  readonly #abort = new AbortController();
  #state: SyncState = { state: 'idle' };
  #running: Promise<void> = Promise.resolve();

  constructor(feeds: FeedService, now: () => Date) {
    this.#feeds = feeds;
    this.#now = now;
  }

  state(): SyncState {
    return this.#state;
  }

  /** Starts one unless one runs. True when this call started it. */
  start(onFailure: (error: unknown) => void): boolean {
    if (this.#state.state === 'running') return false;
    const startedAt = this.#now().toISOString();
    this.#state = { state: 'running', startedAt, step: 'starting', done: 0, total: null };
    this.#running = this.#run(startedAt, onFailure);
    return true;
  }

  async #run(startedAt: string, onFailure: (error: unknown) => void): Promise<void> {
    try {
      await this.#feeds.sync((step) => {
        this.#state = { state: 'running', startedAt, ...step };
      }, this.#abort.signal);
      this.#state = { state: 'done', startedAt, endedAt: this.#now().toISOString() };
    } catch (error) {
      this.#state = {
        state: 'failed',
        startedAt,
        endedAt: this.#now().toISOString(),
        outage: error instanceof FeedOutage,
        reason: error instanceof Error ? error.message : String(error),
      };
      onFailure(error);
    }
  }

  /** Ends a running sync and waits for it. */
  async stop(): Promise<void> {
    this.#abort.abort();
    await this.#running;
  }
}
