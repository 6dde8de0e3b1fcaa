import { endOfDay, wallTime } from '../time/index.ts';

/**
 * A time as people and catalogues give it: an ISO date, or an instant with its offset
 * (`2020-07-17T14:00-04:00`). What begins on a date begins with it; what ends there ends with it,
 * and a clock that starts on a date starts when it has ended, because nobody has told the hour.
 */
export type When = string;

/** The instant that is asked about, and the zone whose days are meant by dates. */
export interface Moment {
  /** Milliseconds since 1970. */
  readonly atMs: number;
  /** `America/New_York`. */
  readonly zone: string;
}

/** When what is dated so begins, in milliseconds since 1970. */
export function beginsAt(when: When, zone: string): number {
  return isDate(when) ? wallTime(Date.parse(when), zone) : Date.parse(when);
}

/** When what is dated so ends, in milliseconds since 1970. */
export function endsAt(when: When, zone: string): number {
  return isDate(when) ? endOfDay(when, zone) : Date.parse(when);
}

/** The first of the dates of these; null where none has one. */
export function earliest(
  dateOf: (name: string) => When | null,
  names: readonly string[],
): When | null {
  return names.flatMap((one) => dateOf(one) ?? []).sort()[0] ?? null;
}

/** Of two the one that ends later. */
export function later(a: When, b: When, zone: string): When {
  return endsAt(b, zone) > endsAt(a, zone) ? b : a;
}

function isDate(when: When): boolean {
  return when.length === 10;
}
