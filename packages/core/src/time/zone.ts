/** Days and instants in a time zone, by the rules that the platform knows (ECMA-402, IANA zones). */

import { Kept } from '../kept/index.ts';

const dayMs = 86_400_000;
/** Few days are asked for, by many hosts, and the platform takes its time over each. */
const instants = new Kept<number>(1_000);
const formats = new Map<string, Intl.DateTimeFormat>();

/** Whether the platform knows the zone: `Europe/Berlin`, `UTC`. */
export function isTimeZone(zone: string): boolean {
  try {
    formatOf(zone);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/**
 * The instant at which a day ends in a zone: the first of the next day. That is not always 24 hours
 * after the day's own first, where clocks are changed.
 * @param day ISO date
 * @returns milliseconds since 1970
 */
export function endOfDay(day: string, zone: string): number {
  return wallTime(Date.parse(day) + dayMs, zone);
}

/**
 * The instant at which clocks in the zone show a time. A time that they skip is taken for the
 * instant at which they skip it by as much; of one that they show twice the first counts.
 * @param shown the time as if it were UTC, in milliseconds since 1970
 */
export function wallTime(shown: number, zone: string): number {
  return instants.of(`${shown} ${zone}`, () => findInstant(shown, zone));
}

function findInstant(shown: number, zone: string): number {
  const before = shown - offsetMs(shown - dayMs, zone);
  const after = shown - offsetMs(shown + dayMs, zone);
  const fits = [Math.min(before, after), Math.max(before, after)].find(
    (instant) => instant + offsetMs(instant, zone) === shown,
  );
  return fits ?? before;
}

/** By how much clocks in the zone are ahead of UTC. */
function offsetMs(instant: number, zone: string): number {
  const parts = new Map(
    formatOf(zone)
      .formatToParts(instant)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const part = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
  const shown = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  );
  return shown - Math.floor(instant / 1000) * 1000;
}

function formatOf(zone: string): Intl.DateTimeFormat {
  const format =
    formats.get(zone) ??
    new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  formats.set(zone, format);
  return format;
}
