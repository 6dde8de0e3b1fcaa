import type { Notice } from './notice.ts';
import type { Subject } from './subject.ts';

/**
 * Tells those who were told of a time that it holds no more. One notice ends all times that are
 * gone; none as long as hosts are open for the same or an earlier one, for then they still have to
 * run.
 */
export function settledNotice(subject: Subject, nowMs: number): Notice | null {
  const { open, history, asked } = subject;
  const next = open[0] ?? null;
  const gone = history.running().filter((due) => next === null || due < next.dueMs);
  const [dueMs, ...alsoDueMs] = gone;
  const last = dueMs === undefined ? undefined : history.last(dueMs);
  if (dueMs === undefined || last === undefined) return null;
  return {
    ...last,
    ...(next === null ? {} : { title: next.title, tier: next.tier }),
    kind: 'settled',
    day: 0,
    atMs: nowMs,
    alsoDueMs,
    nextDueMs: next?.dueMs ?? null,
    reasons: next?.reasons ?? '',
    hosts: next?.hosts ?? 0,
    beforeMs: null,
    outcome: next === null ? (asked ? 'done' : 'gone') : 'later',
  };
}
