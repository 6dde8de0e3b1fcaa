import { type Calendar, firstRoom } from './calendar.ts';
import type { RingLoad } from './ring-load.ts';

/** How long things take. */
export interface RolloutTiming {
  readonly startMs: number;
  /** From an agent's beginning with an order until the host is verified as patched. */
  readonly installMs: number;
  /** How often agents ask for orders. */
  readonly pollMs: number;
  /** For how long a host may take to carry out an order. */
  readonly leaseMs: number;
}

/** What the prediction needs of a ring of the plan. */
export interface RingPace {
  readonly startsAfterMs: number;
  readonly observeMs: number;
}

/** What is to be predicted. */
export interface RolloutForecast {
  readonly rings: readonly RingPace[];
  readonly loads: readonly RingLoad[];
  /** Joined; see `joined`. */
  readonly calendars: readonly Calendar[];
  /** Joined. Nothing is begun that would not end before one. */
  readonly freezes: Calendar;
  readonly timing: RolloutTiming;
}

/** When a ring is to be where; null from where no window that is known has room. */
export interface PredictedRing {
  readonly startMs: number | null;
  /** When its last host is patched. */
  readonly patchedMs: number | null;
  readonly passesMs: number | null;
}

export interface Prediction {
  readonly rings: readonly PredictedRing[];
  /** By load, when its last host is patched. */
  readonly loads: readonly { readonly load: RingLoad; readonly patchedMs: number | null }[];
  /** When the last host is patched, where all are online and do as asked. */
  readonly endMs: number | null;
  /** The same where in each ring one host lets its lease run out. */
  readonly slowEndMs: number | null;
  /** Hosts of which it is not known when they will be back; they are counted as if they were online. */
  readonly offlineHosts: number;
}

/**
 * When a rollout will be where. A ring starts when its time has come and the ring before has passed,
 * and passes when it has been observed for its time after its last host was patched. A host begins
 * with the first poll after that for which its calendar has room, and peers of a dependency group one
 * after the other.
 */
export function predict(forecast: RolloutForecast): Prediction {
  const { installMs, leaseMs } = forecast.timing;
  const usual = walk(forecast, 0);
  const slow = walk(forecast, Math.max(0, leaseMs - installMs));
  const offlineHosts = forecast.loads.reduce((sum, { offline }) => sum + offline, 0);
  return { ...usual, slowEndMs: slow.endMs, offlineHosts };
}

function walk(
  forecast: RolloutForecast,
  delayMs: number,
): Pick<Prediction, 'rings' | 'loads' | 'endMs'> {
  const { rings, timing } = forecast;
  const predicted: PredictedRing[] = [];
  const loads: Prediction['loads'][number][] = [];
  let ready: number | null = timing.startMs;
  let endMs: number | null = timing.startMs;
  for (const [at, { startsAfterMs, observeMs }] of rings.entries()) {
    const startMs: number | null =
      ready === null ? null : Math.max(ready, timing.startMs + startsAfterMs);
    const ofRing = forecast.loads.filter(({ ring }) => ring === at);
    const patched = ofRing.map((load) => ({ load, patchedMs: patchedAt(load, startMs, forecast) }));
    loads.push(...patched);
    const lastMs = latest([startMs, ...patched.map(({ patchedMs }) => patchedMs)]);
    const patchedMs: number | null = lastMs === null ? null : lastMs + delayMs;
    ready = patchedMs === null ? null : patchedMs + observeMs;
    endMs = latest([endMs, patchedMs]);
    predicted.push({ startMs, patchedMs, passesMs: ready });
  }
  return { rings: predicted, loads, endMs };
}

function patchedAt(
  { calendar, turns }: RingLoad,
  startMs: number | null,
  { calendars, freezes, timing }: RolloutForecast,
): number | null {
  const { installMs, pollMs } = timing;
  let atMs = startMs;
  for (let turn = 0; turn < turns && atMs !== null; turn += 1) {
    const beginMs = firstRoom(calendars[calendar] ?? [], freezes, atMs + pollMs, installMs);
    atMs = beginMs === null ? null : beginMs + installMs;
  }
  return atMs;
}

/** The last of these instants; null where one is not known. */
function latest(instants: readonly (number | null)[]): number | null {
  let last = Number.NEGATIVE_INFINITY;
  for (const instant of instants) {
    if (instant === null) return null;
    last = Math.max(last, instant);
  }
  return last;
}
