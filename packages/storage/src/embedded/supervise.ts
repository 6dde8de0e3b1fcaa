/**
 * Keeps the server running: starting → running → (ended by itself → starting)* → stopped | failed.
 * A server that ends again and again is not started for ever.
 */

import type { Postmaster } from './postmaster.ts';

/** So many restarts are forgiven until it has run for this long without trouble. */
const restartsMax = 5;
const calmMs = 60_000;

export interface Supervised extends AsyncDisposable {
  readonly facts: { readonly pid: () => number; readonly ended: Promise<Error | null> };
}

export async function supervise(
  start: () => Promise<Postmaster>,
  onEvent: (event: string) => void,
): Promise<Supervised> {
  let current = await start();
  let stopping = false;
  const ended = keepRunning();

  async function keepRunning(): Promise<Error | null> {
    let restarts = 0;
    for (;;) {
      const calm = setTimeout(() => {
        restarts = 0;
      }, calmMs).unref();
      const reason = await current.ended;
      clearTimeout(calm);
      if (stopping) return null;
      restarts += 1;
      if (restarts > restartsMax) return new Error(`PostgreSQL keeps ending: ${reason}`);
      onEvent(`PostgreSQL ended unexpectedly (${reason}); starting it again.`);
      try {
        current = await start();
        if (stopping) await current.stop();
      } catch (error) {
        return error instanceof Error ? error : new Error(String(error));
      }
    }
  }

  async function stop(): Promise<void> {
    stopping = true;
    await current.stop();
    await ended;
  }
  return { facts: { pid: () => current.pid, ended }, [Symbol.asyncDispose]: stop };
}
