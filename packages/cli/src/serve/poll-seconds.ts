/** A fleet of a million is then 3,333 check-ins a second. */
const usual = 300;
const most = 86_400;

/**
 * How often an agent that joins is to ask.
 *
 * @param told DAYBREAK_POLL_SECONDS; undefined for the usual five minutes
 * @returns null when it is no number of seconds from 1 to a day
 */
export function pollSecondsOf(told: string | undefined): number | null {
  if (told === undefined) return usual;
  const seconds = /^\d{1,5}$/.test(told) ? Number(told) : 0;
  return seconds >= 1 && seconds <= most ? seconds : null;
}
