/** A source that was read this many days ago, or longer, may lack what matters. */
export const staleDays = 7;

/**
 * How old a source is on a day, in words for people: `read 12 days ago`.
 * @param asOf ISO date up to which the source reaches
 * @returns null where it is not stale
 */
export function staleness(asOf: string, day: string): string | null {
  const days = Math.round((Date.parse(day) - Date.parse(asOf)) / 86_400_000);
  return days < staleDays ? null : `read ${days} days ago`;
}
