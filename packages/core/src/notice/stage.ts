import type { FleetDeadline } from './fleet-deadline.ts';
import type { NoticeKind } from './notice.ts';
import type { NoticeSettings } from './settings.ts';

export type Stage = Exclude<NoticeKind, 'settled'>;

/** A deadline with a time: only these can near and pass. */
export type Timed = FleetDeadline & { readonly dueMs: number };

export const hourMs = 3_600_000;
export const dayMs = 24 * hourMs;
/** A first reminder sooner than this after the passing would say nothing new. */
const reminderRestMs = 12 * hourMs;

/** How far a deadline has come; null where it gives so much time that it is not told of yet. */
export function stageOf(
  deadline: Pick<Timed, 'fromMs' | 'dueMs'>,
  nowMs: number,
  settings: NoticeSettings,
): Stage | null {
  const { fromMs, dueMs } = deadline;
  if (nowMs >= dueMs) return 'passed';
  if (dueMs - nowMs <= nearMs(dueMs - fromMs, settings)) return 'nears';
  return dueMs - fromMs <= settings.appearHours * hourMs ? 'appeared' : null;
}

/**
 * With how much time left a deadline nears. Where it gives no more than the hours at which all
 * others near, it would near as it appears: there the share alone counts.
 */
function nearMs(spanMs: number, { nearHours, nearShare }: NoticeSettings): number {
  const shareMs = spanMs * nearShare;
  return spanMs <= nearHours * hourMs ? shareMs : Math.max(shareMs, nearHours * hourMs);
}

/**
 * Which notice of an overdue deadline it is time for: 0 for the passing itself, then 1 from the
 * first hour of reminders that is half a day later, 2 a day after, and so on. All deadlines share
 * that hour, so that what is overdue comes as one message a day.
 */
export function overdueDay(dueMs: number, nowMs: number, { reminderHour }: NoticeSettings): number {
  const atHour = (ms: number) => Math.floor((ms - reminderHour * hourMs) / dayMs);
  return Math.max(0, atHour(nowMs) - atHour(dueMs + reminderRestMs));
}
