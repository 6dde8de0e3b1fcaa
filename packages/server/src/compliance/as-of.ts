import { beginsAt, endsAt } from '@daybreak/core/directive';
import { Refusal } from '../http/problem.ts';

/**
 * The instant that is asked about: a date means its last millisecond, as the next day is not of it,
 * but today's is now.
 * @param asOf ISO date or instant; undefined for now
 * @returns milliseconds since 1970
 * @throws Refusal for what is yet to come
 */
export function instantOf(asOf: string | undefined, zone: string, nowMs: number): number {
  if (asOf === undefined) return nowMs;
  if (beginsAt(asOf, zone) > nowMs) {
    const detail = 'querystring/asOf: is in the future, of which nothing is known.';
    throw new Refusal('invalid-input', detail);
  }
  const isDay = asOf.length === 10;
  return Math.min(endsAt(asOf, zone) - Number(isDay), nowMs);
}
