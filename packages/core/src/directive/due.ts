import type { Clock } from './terms.ts';
import { endsAt, type When } from './when.ts';

/** Events that clocks count from; null where it is not known when, or whether, they happened. */
export interface ClockDates {
  readonly issue: When;
  readonly publication: When | null;
  readonly kevAddition: When | null;
}

export interface Due {
  /** Milliseconds since 1970; null where it can not be told. */
  readonly dueMs: number | null;
  /** Why it can not be told, in words; null where it can. */
  readonly why: string | null;
}

/** When a demand must have been met. */
export function dueOf(clock: Clock, dates: ClockDates, zone: string): Due {
  if ('by' in clock) {
    if (clock.by === null) return { dueMs: null, why: 'the order names no time' };
    return { dueMs: endsAt(clock.by, zone), why: null };
  }
  const start = startOf(clock.from, dates);
  if (start === null) {
    const what = clock.from === 'publication' ? 'publication' : 'addition to the KEV catalogue';
    return { dueMs: null, why: `it counts from the ${what}, whose date is not known` };
  }
  return { dueMs: endsAt(start, zone) + clock.hours * 3_600_000, why: null };
}

function startOf(
  from: 'issue' | 'publication' | 'kev-addition',
  { issue, publication, kevAddition }: ClockDates,
): When | null {
  if (from === 'issue') return issue;
  return from === 'publication' ? publication : kevAddition;
}
