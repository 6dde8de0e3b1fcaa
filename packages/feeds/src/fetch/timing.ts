import { setTimeout as delay } from 'node:timers/promises';

/** Time and chance, as arguments: tests and exercises bring their own. */
export interface Timing {
  /** Waits; ends early, by an error, when the signal aborts. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
  /** Aborts after that time. */
  timeout(milliseconds: number): AbortSignal;
  /** A number from 0 up to, not including, 1. */
  random(): number;
}

export const realTiming: Timing = {
  async sleep(milliseconds, signal) {
    await delay(milliseconds, undefined, signal === undefined ? {} : { signal });
  },
  timeout: (milliseconds) => AbortSignal.timeout(milliseconds),
  random: () => Math.random(),
};
