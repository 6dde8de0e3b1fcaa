const dayMs = 86_400_000;

/**
 * Bulletins come every month, on its second Tuesday: feeds whose newest knowledge is older than
 * the longest time between two of them (35 days) have missed one.
 */
const freshMaxDays = 35;

/** True when the feeds' newest knowledge, of this ISO date, is too old to rest on. */
export function isStale(asOf: string, now: Date): boolean {
  return now.getTime() - Date.parse(`${asOf}T00:00:00Z`) > (freshMaxDays + 1) * dayMs;
}
