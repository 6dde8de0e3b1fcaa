/** Months as Microsoft's release calendar knows them. Instants are UTC, `2024-06-11T07:00:00`. */
import { patchTuesday } from '@daybreak/core/bulletin';

const monthNames = [
  ['jan', '01'],
  ['feb', '02'],
  ['mar', '03'],
  ['apr', '04'],
  ['may', '05'],
  ['jun', '06'],
  ['jul', '07'],
  ['aug', '08'],
  ['sep', '09'],
  ['oct', '10'],
  ['nov', '11'],
  ['dec', '12'],
] as const;

const monthNumbers: ReadonlyMap<string, string> = new Map(monthNames);

/** `06` for `Jun` in any case; null for anything else. */
export function monthNumber(name: string): string | null {
  return monthNumbers.get(name.toLowerCase()) ?? null;
}

/**
 * The earliest instant at which a month's release can be out: 07:00 UTC of its Patch Tuesday. (The
 * release comes at 10:00 Pacific time; 07:00 is the time the documents themselves state.)
 */
export function releaseInstant(month: string): string {
  return `${patchTuesday(month)}T07:00:00`;
}

/** Date and time of an ISO instant to the second, zone letter left off; null when it is none. */
export function readInstant(text: string): string | null {
  const match = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}:\d{2})(?:\.\d+)?Z?)?$/.exec(text.trim());
  if (match === null) return null;
  const instant = `${match[1]}T${match[2] ?? '00:00:00'}`;
  return Number.isNaN(Date.parse(`${instant}Z`)) ? null : instant;
}
