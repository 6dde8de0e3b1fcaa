import type { PlanHost } from './host.ts';
import { type Prediction, predict, type RolloutForecast } from './predict.ts';
import type { RingDraw } from './ring-draw.ts';
import type { RingLoad } from './ring-load.ts';

/** How a prediction stands to a deadline. */
export type DeadlineOutlook =
  | { readonly kind: 'no-deadline' }
  | { readonly kind: 'met'; readonly spareMs: number }
  /** Late by so much; null where no window that is known has room for all hosts. */
  | { readonly kind: 'missed'; readonly lateMs: number | null; readonly lateHosts: number };

export function outlook({ endMs, loads }: Prediction, deadlineMs: number | null): DeadlineOutlook {
  if (deadlineMs === null) return { kind: 'no-deadline' };
  if (endMs !== null && endMs <= deadlineMs) return { kind: 'met', spareMs: deadlineMs - endMs };
  const lateHosts = lateLoads(loads, deadlineMs).reduce((sum, { hosts }) => sum + hosts, 0);
  return { kind: 'missed', lateMs: endMs === null ? null : endMs - deadlineMs, lateHosts };
}

function lateLoads(loads: Prediction['loads'], deadlineMs: number): readonly RingLoad[] {
  return loads
    .filter(({ patchedMs }) => patchedMs === null || patchedMs > deadlineMs)
    .map(({ load }) => load);
}

/** The ids of hosts that are predicted to be patched after the deadline, in the order of hosts. */
export function lateHosts(
  prediction: Prediction,
  deadlineMs: number,
  hosts: readonly PlanHost[],
  draw: RingDraw,
): readonly string[] {
  const late = lateLoads(prediction.loads, deadlineMs);
  const keys = new Set(late.map(({ ring, calendar }) => `${ring} ${calendar}`));
  return hosts
    .filter(({ calendar }, at) => keys.has(`${draw[at]} ${calendar}`))
    .map(({ id }) => id);
}

/** Something that would make a rollout end sooner. */
export type Help = (
  | { readonly kind: 'faster-pace'; readonly pace: '8h' }
  /** Windows that are in the way, the calendar of most hosts first. */
  | { readonly kind: 'open-windows'; readonly calendars: readonly ClosedCalendar[] }
  | { readonly kind: 'lift-freezes' }
) & {
  /** When the rollout would end; null where windows still are in the way. */
  readonly endMs: number | null;
  readonly meetsDeadline: boolean;
};

/** A calendar for which hosts would have to wait. */
export interface ClosedCalendar {
  readonly calendar: number;
  readonly hosts: number;
}

/**
 * What would help a rollout that cannot meet its deadline: each thing alone, and only what makes it
 * end sooner.
 * @param faster the same rollout at the faster pace; null where it has that already
 */
export function whatHelps(
  forecast: RolloutForecast,
  deadlineMs: number,
  faster: RolloutForecast | null,
): readonly Help[] {
  const now = predict(forecast);
  const help = (other: RolloutForecast) => {
    const { endMs } = predict(other);
    const isSooner = endMs !== null && (now.endMs === null || endMs < now.endMs);
    return { endMs, meetsDeadline: endMs !== null && endMs <= deadlineMs, isSooner };
  };
  const closed = closedCalendars(forecast, now);
  const shut = new Set(closed.map(({ calendar }) => calendar));
  const opened = forecast.calendars.map((calendar, at) => (shut.has(at) ? [] : calendar));
  const all = [
    ...(faster === null
      ? []
      : [{ kind: 'faster-pace' as const, pace: '8h' as const, ...help(faster) }]),
    {
      kind: 'open-windows' as const,
      calendars: closed,
      ...help({ ...forecast, calendars: opened }),
    },
    { kind: 'lift-freezes' as const, ...help({ ...forecast, freezes: [] }) },
  ];
  return all.filter(({ isSooner }) => isSooner).map(({ isSooner, ...rest }) => rest);
}

/** Calendars for which hosts would wait in some ring. */
function closedCalendars(
  forecast: RolloutForecast,
  { rings, loads }: Prediction,
): readonly ClosedCalendar[] {
  const { installMs, pollMs } = forecast.timing;
  const waiting = new Map<number, number>();
  for (const { load, patchedMs } of loads) {
    const startMs = rings[load.ring]?.startMs ?? null;
    if ((forecast.calendars[load.calendar] ?? []).length === 0) continue;
    const soonestMs = startMs === null ? null : startMs + load.turns * (pollMs + installMs);
    if (patchedMs !== null && patchedMs === soonestMs) continue;
    waiting.set(load.calendar, (waiting.get(load.calendar) ?? 0) + load.hosts);
  }
  return [...waiting]
    .map(([calendar, hosts]) => ({ calendar, hosts }))
    .sort((a, b) => b.hosts - a.hosts || a.calendar - b.calendar);
}
