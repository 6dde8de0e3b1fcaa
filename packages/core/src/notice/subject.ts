import { type FleetDeadline, subjectKey } from './fleet-deadline.ts';
import { History } from './history.ts';
import type { Told } from './notice.ts';
import type { Timed } from './stage.ts';

/** One update under one policy for one group: what is asked of it now, and what was told. */
export interface Subject {
  /** Times that hosts are open for, the soonest first, each once. */
  readonly open: readonly Timed[];
  readonly told: readonly Told[];
  readonly history: History;
  /** Whether it is asked for at all, be it with no host open. */
  readonly asked: boolean;
}

export function subjectsOf(
  deadlines: readonly FleetDeadline[],
  told: readonly Told[],
): readonly Subject[] {
  const asked = Map.groupBy(deadlines, subjectKey);
  const known = Map.groupBy(told, subjectKey);
  const keys = new Set([...asked.keys(), ...known.keys()]);
  return [...keys].map((key) => subjectOf(asked.get(key) ?? [], known.get(key) ?? []));
}

function subjectOf(deadlines: readonly FleetDeadline[], told: readonly Told[]): Subject {
  const asked = deadlines.length > 0 && deadlines.every(({ dueMs }) => dueMs !== null);
  return { open: openTimes(deadlines), told, history: new History(told), asked };
}

/** Hosts that share a time are counted together. Times are whole milliseconds, as a database has them. */
function openTimes(deadlines: readonly FleetDeadline[]): readonly Timed[] {
  const byDue = new Map<number, Timed>();
  for (const deadline of deadlines) {
    const { hosts } = deadline;
    if (deadline.dueMs === null || hosts <= 0) continue;
    const dueMs = Math.trunc(deadline.dueMs);
    const before = byDue.get(dueMs) ?? { ...deadline, dueMs, hosts: 0 };
    byDue.set(dueMs, { ...before, hosts: before.hosts + hosts });
  }
  return [...byDue.values()].sort((a, b) => a.dueMs - b.dueMs);
}
