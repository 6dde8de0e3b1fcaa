/** Times in words. Whole units, rounded down: "2 hours ago" is at least 2 hours ago. */

const steps = [
  { unit: 'year', ms: 365.25 * 86_400_000 },
  { unit: 'month', ms: 30.44 * 86_400_000 },
  { unit: 'day', ms: 86_400_000 },
  { unit: 'hour', ms: 3_600_000 },
  { unit: 'minute', ms: 60_000 },
] as const;

/** How long before or after `now`: `4 minutes ago`, `in 2 days`, `just now`. */
export function relativeTime(at: Date, now: Date): string {
  const agoMs = now.getTime() - at.getTime();
  const text = durationText(Math.abs(agoMs));
  if (text === null) return 'just now';
  return agoMs > 0 ? `${text} ago` : `in ${text}`;
}

/** The same for a day: `today`, `yesterday`, `3 months ago`. Days are the reader's own. */
export function relativeDay(isoDate: string, now: Date): string {
  const days = Math.round((localMidnight(now) - Date.parse(`${isoDate}T00:00:00Z`)) / 86_400_000);
  if (days === 0) return 'today';
  if (days === 1) return 'yesterday';
  if (days === -1) return 'tomorrow';
  const text = durationText(Math.abs(days) * 86_400_000);
  return days > 0 ? `${text} ago` : `in ${text}`;
}

/** `11 Jun 2024`, the same in every time zone. */
export function dateText(isoDate: string): string {
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' }).format(
    new Date(`${isoDate}T00:00:00Z`),
  );
}

/** `Tue 11 Jun 2024, 19:00:00 CEST`. */
export function exactTime(at: Date, timeZone?: string): string {
  return new Intl.DateTimeFormat('en-GB', {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'short',
    ...(timeZone === undefined ? {} : { timeZone }),
  }).format(at);
}

/** The day that clocks in a zone show: `2024-06-11`. */
export function dayIn(timeZone: string, at: Date): string {
  return new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeZone }).format(at);
}

function durationText(ms: number): string | null {
  const step = steps.find((candidate) => ms >= candidate.ms);
  if (step === undefined) return null;
  const count = Math.floor(ms / step.ms);
  return `${count} ${step.unit}${count === 1 ? '' : 's'}`;
}

/** The reader's calendar day, as the UTC midnight of the same date. */
function localMidnight(now: Date): number {
  return Date.UTC(now.getFullYear(), now.getMonth(), now.getDate());
}
