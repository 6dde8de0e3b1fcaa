import type { FleetDeadline } from './fleet-deadline.ts';
import { History } from './history.ts';
import { type Notice, noticeKinds, type Told } from './notice.ts';
import type { NoticeSettings } from './settings.ts';
import { settledNotice } from './settle.ts';
import { overdueDay, type Stage, stageOf, type Timed } from './stage.ts';
import { type Subject, subjectsOf } from './subject.ts';

/**
 * What is to be told now, the most urgent first. Whoever keeps all that it returned and hands it in
 * again as `told` tells nothing twice, in whatever order calls come and wherever the clock jumps.
 *
 * Each deadline gives one notice at a time, its most urgent: one that is overdue when it is first
 * seen is told as overdue and nothing else.
 *
 * @param deadlines all that hosts are open for; what is missing here has been settled or withdrawn
 * @param told everything told of these updates, and of any that was not settled, in its order
 */
export function noticesFor(
  deadlines: readonly FleetDeadline[],
  told: readonly Told[],
  nowMs: number,
  settings: NoticeSettings,
): Notice[] {
  return subjectsOf(deadlines, told)
    .flatMap((subject) => noticesOf(subject, nowMs, settings))
    .sort(mostUrgentFirst);
}

function noticesOf(subject: Subject, nowMs: number, settings: NoticeSettings): Notice[] {
  const settled = settledNotice(subject, nowMs);
  const ended = settled === null ? [] : [settled];
  const history = new History([...subject.told, ...ended]);
  const begun = subject.open.flatMap((deadline) => {
    const stage = stageFor(deadline, history, nowMs, settings);
    return stage === null ? [] : [noticeOf(deadline, stage, history, nowMs, settings)];
  });
  return [...ended, ...begun];
}

/** What to tell of a deadline; null for nothing new. */
function stageFor(
  deadline: Timed,
  history: History,
  nowMs: number,
  settings: NoticeSettings,
): Stage | null {
  const { dueMs } = deadline;
  const stage =
    stageOf(deadline, nowMs, settings) ?? (isEarlier(history, dueMs) ? 'appeared' : null);
  if (stage === null || history.rests(dueMs, nowMs)) return null;
  const day = stage === 'passed' ? overdueDay(dueMs, nowMs, settings) : 0;
  return history.covers(dueMs, stage, day) ? null : stage;
}

/** People plan by what they were told: less time than that is news, however much is left. */
function isEarlier(history: History, dueMs: number): boolean {
  const running = history.running();
  return running.length > 0 && running.every((due) => due > dueMs);
}

function noticeOf(
  deadline: Timed,
  kind: Stage,
  history: History,
  nowMs: number,
  settings: NoticeSettings,
): Notice {
  const { fromMs: _, ...facts } = deadline;
  const { dueMs } = facts;
  return {
    ...facts,
    kind,
    round: history.round(dueMs),
    day: kind === 'passed' ? overdueDay(dueMs, nowMs, settings) : 0,
    atMs: nowMs,
    alsoDueMs: [],
    nextDueMs: null,
    beforeMs: isEarlier(history, dueMs) ? (history.running()[0] ?? null) : null,
    outcome: null,
  };
}

function mostUrgentFirst(a: Notice, b: Notice): number {
  const byKind = noticeKinds.indexOf(b.kind) - noticeKinds.indexOf(a.kind);
  return byKind || a.dueMs - b.dueMs || b.hosts - a.hosts || (a.update < b.update ? -1 : 1);
}
