/** A clock that goes on only where a test says so; whoever waits for it wakes in order. */
import { setImmediate } from 'node:timers/promises';

export class VirtualClock {
  nowMs = 0;
  #waiting: { readonly untilMs: number; readonly resolve: () => void }[] = [];

  wait = (ms: number, signal?: AbortSignal): Promise<void> => {
    if (signal?.aborted) return Promise.resolve();
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#waiting.push({ untilMs: this.nowMs + ms, resolve });
    signal?.addEventListener('abort', () => resolve());
    return promise;
  };

  async pass(ms: number): Promise<void> {
    const untilMs = this.nowMs + ms;
    for (;;) {
      await setImmediate();
      const [next] = this.#waiting.toSorted((a, b) => a.untilMs - b.untilMs);
      if (next === undefined || next.untilMs > untilMs) break;
      this.#waiting = this.#waiting.filter((one) => one !== next);
      this.nowMs = Math.max(this.nowMs, next.untilMs);
      next.resolve();
    }
    this.nowMs = untilMs;
  }
}
