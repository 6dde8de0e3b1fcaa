import { type SubjectFacts, subjectKey } from './fleet-deadline.ts';

/** From the least to the most urgent; `settled` ends what the others began. */
export const noticeKinds = ['settled', 'appeared', 'nears', 'passed'] as const;
export type NoticeKind = (typeof noticeKinds)[number];

/**
 * Why nobody needs to run any more: no host is open (`done`), nothing asks for it any more (`gone`:
 * withdrawn, or no host is known to need it), or there is more time now (`later`).
 */
export type SettledOutcome = 'done' | 'gone' | 'later';

/** What makes a notice that one notice: it is told once, whatever clocks do. */
export interface NoticeIdentity extends SubjectFacts {
  readonly kind: NoticeKind;
  readonly dueMs: number;
  /** How often this deadline was settled before: 0, and more for one that opened again. */
  readonly round: number;
  /** Of `passed`: 0 for the passing, then which day's reminder; 0 for all others. */
  readonly day: number;
}

/** What is remembered of a notice, so that it is not told again. */
export interface Told extends NoticeIdentity {
  /** When it was told, in milliseconds since 1970, by a clock that may have been wrong. */
  readonly atMs: number;
  readonly title: string;
  readonly tier: string;
  /** Of `settled`: other times of the same subject that it ends too. */
  readonly alsoDueMs: readonly number[];
  /** Of `settled` with more time: until when now. */
  readonly nextDueMs: number | null;
}

export interface Notice extends Told {
  readonly reasons: string;
  /** How many hosts are open. */
  readonly hosts: number;
  /** Of `appeared`: the later time that was told before; null where it is no change. */
  readonly beforeMs: number | null;
  /** Of `settled` only. */
  readonly outcome: SettledOutcome | null;
}

/** One text for one identity. */
export function identityKey(notice: NoticeIdentity): string {
  const { kind, dueMs, round, day } = notice;
  return JSON.stringify([subjectKey(notice), kind, dueMs, round, day]);
}
