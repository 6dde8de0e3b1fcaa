/** Events on the line of time: when they were, and what was believed before them. */
import { endOfDay } from '../time/index.ts';
import type { Earlier, Event } from './reading.ts';

/** What it was taken for at an instant, in milliseconds since 1970. */
export function believedAt({ believed, event }: Earlier, atMs: number): readonly string[] {
  if (event === null || instantOf(event.since) <= atMs) return believed;
  return typeof event.before === 'string' ? [event.before] : believedAt(event.before, atMs);
}

/** Of an event and of those before it. */
export function instantsOf(event: Event | null): readonly number[] {
  if (event === null) return [];
  const { since, before } = event;
  const earlier = typeof before === 'string' ? null : before.event;
  return [instantOf(since), ...instantsOf(earlier)];
}

/** An instant as it is; of a day nobody has told the hour, so that it counts from the day's end. */
export function instantOf(since: string): number {
  return since.length === 10 ? endOfDay(since, 'UTC') : Date.parse(since);
}
