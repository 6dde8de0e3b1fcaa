import { dayMs, hourMs } from './stage.ts';

const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** `Fri 14 Jun 2024 17:00 UTC`. */
export function timeText(ms: number): string {
  const time = new Date(ms);
  const [day, month] = [weekdays[time.getUTCDay()], months[time.getUTCMonth()]];
  const clock = time.toISOString().slice(11, 16);
  return `${day} ${time.getUTCDate()} ${month} ${time.getUTCFullYear()} ${clock} UTC`;
}

/** In whole units, rounded down: `5 h`, `3 days`, `20 min`. From two days on days are enough. */
export function spanText(ms: number): string {
  if (ms >= 2 * dayMs) return `${Math.floor(ms / dayMs)} days`;
  if (ms >= hourMs) return `${Math.floor(ms / hourMs)} h`;
  return `${Math.max(0, Math.floor(ms / 60_000))} min`;
}
