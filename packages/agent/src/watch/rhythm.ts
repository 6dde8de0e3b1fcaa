/** When to look next, so that a fleet never presses one endpoint all at once. */

/** Of the interval, to both sides, as of polls. */
const jitter = 0.15;
const leastMs = 1000;
const retryMaxMs = 60_000;

/**
 * @param tookMs how long the look has taken, of which the interval includes the beginning
 * @param random in [0, 1)
 * @returns milliseconds until the next look
 */
export function nextLookMs(everySeconds: number, tookMs: number, random: number): number {
  const everyMs = everySeconds * 1000 * (1 - jitter + 2 * jitter * random);
  return Math.max(leastMs, Math.round(everyMs - tookMs));
}

/** A third of the interval, and a minute at most. */
export function usualRetryMs(everySeconds: number): number {
  return Math.min(retryMaxMs, Math.round((everySeconds * 1000) / 3));
}
