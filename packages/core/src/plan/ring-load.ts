import type { PlanHost } from './host.ts';
import type { RingDraw } from './ring-draw.ts';

/** Hosts of one ring that share a calendar: they can be patched at the same times. */
export interface RingLoad {
  readonly ring: number;
  readonly calendar: number;
  readonly hosts: number;
  /** Hosts that were offline when the plan was made: when they come back is not known. */
  readonly offline: number;
  /** How often some must wait for peers of their dependency group to be back; 1 where none must. */
  readonly turns: number;
}

/**
 * What each ring asks of each calendar. Peers of a dependency group take turns, whatever calendar
 * each has.
 * @param atOnce how many hosts of a dependency group may be away together, at least 1
 * @throws {RangeError} where a host names a calendar that there is not
 */
export function loadRings(
  hosts: readonly PlanHost[],
  draw: RingDraw,
  calendars: number,
  atOnce: number,
): readonly RingLoad[] {
  const peers = countPeers(hosts, draw);
  const loads = new Map<number, { hosts: number; offline: number; turns: number }>();
  for (const [at, { id, calendar, isOnline, dependencyGroup }] of hosts.entries()) {
    const isKnown = Number.isInteger(calendar) && calendar >= 0 && calendar < calendars;
    if (!isKnown) throw new RangeError(`host ${id} has calendar ${calendar} of ${calendars}`);
    const ring = draw[at] ?? 0;
    const key = ring * calendars + calendar;
    const load = loads.get(key) ?? { hosts: 0, offline: 0, turns: 1 };
    if (load.hosts === 0) loads.set(key, load);
    load.hosts += 1;
    if (!isOnline) load.offline += 1;
    const together = dependencyGroup === null ? 1 : (peers[ring]?.get(dependencyGroup) ?? 1);
    load.turns = Math.max(load.turns, Math.ceil(together / atOnce));
  }
  return [...loads]
    .sort(([a], [b]) => a - b)
    .map(([key, load]) => {
      return { ring: Math.floor(key / calendars), calendar: key % calendars, ...load };
    });
}

/** By ring and dependency group, how many of its hosts are in the ring. */
function countPeers(
  hosts: readonly PlanHost[],
  draw: RingDraw,
): readonly (ReadonlyMap<string, number> | undefined)[] {
  const byRing: Map<string, number>[] = [];
  for (const [at, { dependencyGroup }] of hosts.entries()) {
    if (dependencyGroup === null) continue;
    const ring = draw[at] ?? 0;
    const counts = byRing[ring] ?? new Map<string, number>();
    byRing[ring] = counts.set(dependencyGroup, (counts.get(dependencyGroup) ?? 0) + 1);
  }
  return byRing;
}
