/**
 * The ISO date of an instant in UTC. Bulletins carry a day and no hour: those of the whole day count
 * as known.
 * @param at an instant, or its milliseconds since 1970
 */
export function utcDay(at: Date | number): string {
  return new Date(at).toISOString().slice(0, 10);
}
