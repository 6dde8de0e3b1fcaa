import { wallTime } from '../time/index.ts';

const releaseHour = 10;

/**
 * When the updates of a bulletin could first be installed: Microsoft releases at 10:00 in Redmond.
 * @param published ISO date of the bulletin
 * @returns milliseconds since 1970
 */
export function availableMs(published: string): number {
  const shown = Date.parse(published) + releaseHour * 3_600_000;
  return wallTime(shown, 'America/Los_Angeles');
}
