/** When exceptions end, for those who have to do something before. */
import { endOfDay, utcDay } from '@daybreak/core/time';
import type { Exception } from '@daybreak/protocol/exception';

const dayMs = 86_400_000;
const soonDays = 7;

export type End = Pick<Exception, 'until' | 'zone'>;

export function endsAt({ until, zone }: End): Date {
  return new Date(endOfDay(until, zone));
}

export function endsSoon(end: End, now: Date): boolean {
  return endsAt(end).getTime() - now.getTime() <= soonDays * dayMs;
}

/** Those that end first come first. */
export function byEnd(a: End, b: End): number {
  return endsAt(a).getTime() - endsAt(b).getTime();
}

/** The day so many days after this one, as the reader's calendar has it. */
export function dayAfter(now: Date, days: number): string {
  const noon = Date.UTC(now.getFullYear(), now.getMonth(), now.getDate(), 12);
  return utcDay(noon + days * dayMs);
}

export function readersZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';
}
