import type { Timing } from '../src/fetch/index.ts';

/** Waits for nothing, and tells how long it would have waited; timeouts are real. */
export function instantTiming(random = 0.5): Timing & { readonly pausesMs: readonly number[] } {
  const pausesMs: number[] = [];
  return {
    pausesMs,
    async sleep(milliseconds, signal) {
      signal?.throwIfAborted();
      pausesMs.push(milliseconds);
    },
    timeout: (milliseconds) => AbortSignal.timeout(milliseconds),
    random: () => random,
  };
}
