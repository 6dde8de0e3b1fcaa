import { wallTime } from '../time/index.ts';

const releaseHour = 10;
/** By date: to work out a zone's clock takes long, and a fleet asks for few dates very often. */
const known = new Map<string, number>();

/**
 * When the updates of a bulletin could first be installed: Microsoft releases at 10:00 in Redmond.
 * @param published ISO date of the bulletin
 * @returns milliseconds since 1970
 */
export function availableMs(published: string): number {
  const kept = known.get(published);
  if (kept !== undefined) return kept;
  const shown = Date.parse(published) + releaseHour * 3_600_000;
  const instant = wallTime(shown, 'America/Los_Angeles');
  known.set(published, instant);
  return instant;
}
