import { endsAt } from '@daybreak/core/directive';
import { Refusal } from '../http/problem.ts';

const dayMs = 86_400_000;

/**
 * The instant that is asked about: a date means its last millisecond, as the next day is not of it,
 * but today's is now.
 * @param asOf ISO date or instant; undefined for now
 * @returns milliseconds since 1970
 * @throws Refusal for what is yet to come
 */
export function instantOf(asOf: string | undefined, zone: string, nowMs: number): number {
  if (asOf === undefined) return nowMs;
  const isDay = asOf.length === 10;
  const ends = endsAt(asOf, zone) - Number(isDay);
  if (ends <= nowMs) return ends;
  const today = isDay && ends - nowMs <= dayMs;
  if (today) return nowMs;
  throw new Refusal(
    'invalid-input',
    'querystring/asOf: is in the future, of which nothing is known.',
  );
}
