/** How long until a time, or since it: two units, so that a day's deadline shows its hours. */

const minuteMs = 60_000;

/** `19 h 40 min`, `13 d 4 h`, `less than a minute`. */
function spanText(ms: number): string {
  const minutes = Math.floor(ms / minuteMs);
  if (minutes < 1) return 'less than a minute';
  const [days, hours, rest] = [
    Math.floor(minutes / 1440),
    Math.floor(minutes / 60) % 24,
    minutes % 60,
  ];
  if (days >= 730) return `${Math.floor(days / 365.25)} years`;
  if (days >= 60) return `${days} d`;
  if (days > 0) return hours === 0 ? `${days} d` : `${days} d ${hours} h`;
  if (hours > 0) return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
  return `${rest} min`;
}

/** `in 19 h 40 min`, `3 d 4 h ago`. */
export function timeLeft(due: Date, now: Date): string {
  const ms = due.getTime() - now.getTime();
  return ms > 0 ? `in ${spanText(ms)}` : `${spanText(-ms)} ago`;
}
