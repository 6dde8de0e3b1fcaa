/** Notices in words: what a phone shows at night, and what stands below it. */

import type { Notice, NoticeKind } from './notice.ts';
import { spanText, timeText } from './times.ts';

export interface Message {
  /** One line, the most important words first. */
  readonly subject: string;
  /** A block of lines for each notice, the most urgent first. */
  readonly blocks: readonly (readonly string[])[];
  /** How many notices are not among the blocks. */
  readonly left: number;
}

/** More than this nobody reads in a message; the rest is counted. */
export const blocksMax = 25;
const reasonsMax = 500;

/** @param nowMs when it is sent, which may be long after it was decided */
export function messageOf(notices: readonly Notice[], nowMs: number): Message {
  const [first, ...others] = notices;
  if (first === undefined) throw new Error('there is nothing to tell');
  const shown = notices.slice(0, blocksMax);
  return {
    subject: others.length === 0 ? headline(first, nowMs) : digestLine(first, notices, nowMs),
    blocks: shown.map((notice) => blockOf(notice, nowMs)),
    left: notices.length - shown.length,
  };
}

/** One notice in one line: `OVERDUE: KB5039212 open on 12 hosts in group web`. */
export function headline(notice: Notice, nowMs: number): string {
  const where = `${notice.update}, ${openText(notice)}`;
  if (notice.kind === 'settled') return settledLine(notice);
  if (nowMs >= notice.dueMs) return `OVERDUE: ${where}`;
  const left = spanText(notice.dueMs - nowMs);
  if (notice.kind === 'nears') return `Due in ${left}: ${where}`;
  return `${notice.beforeMs === null ? 'New deadline' : 'EARLIER deadline'}, ${left}: ${where}`;
}

function settledLine({ update, group, outcome, nextDueMs }: Notice): string {
  const what = `Settled: ${update}${groupText(group)}`;
  if (outcome === 'done') return `${what}, no host is open`;
  if (nextDueMs !== null) return `${what}, more time until ${timeText(nextDueMs)}`;
  return `${what}, nothing asks for it any more`;
}

function openText({ hosts, group }: Notice): string {
  return `${hosts} ${hosts === 1 ? 'host' : 'hosts'} open${groupText(group)}`;
}

function groupText(group: string | null): string {
  return group === null ? '' : ` (${group === '' ? 'no group' : group})`;
}

const words: Readonly<Record<NoticeKind, string>> = {
  passed: 'OVERDUE',
  nears: 'due soon',
  appeared: 'new',
  settled: 'settled',
};

/** `3 OVERDUE, 2 due soon, 1 new. First: …`. */
function digestLine(first: Notice, notices: readonly Notice[], nowMs: number): string {
  const kinds = [...new Set(notices.map(({ kind }) => kind))];
  const counts = kinds.map(
    (one) => `${notices.filter(({ kind }) => kind === one).length} ${words[one]}`,
  );
  return `${counts.join(', ')}. First: ${headline(first, nowMs)}`;
}

function blockOf(notice: Notice, nowMs: number): string[] {
  const { title, policy, tier, reasons, hosts, kind } = notice;
  const why = reasons.length > reasonsMax ? `${reasons.slice(0, reasonsMax)} …` : reasons;
  const open = hosts === 0 ? [] : [`Policy ${policy}: ${tier}`];
  return [
    headline(notice, nowMs),
    ...(title === '' ? [] : [title]),
    ...dueLines(notice),
    ...open,
    ...(why === '' ? [] : [`Why: ${why}`]),
    ...(kind !== 'settled' && notice.round > 0 ? ['It was settled, and is open again.'] : []),
  ];
}

function dueLines({ kind, dueMs, beforeMs, nextDueMs }: Notice): string[] {
  const due = kind === 'settled' ? 'It was due' : 'Due';
  return [
    `${due} ${timeText(dueMs)}`,
    ...(beforeMs === null ? [] : [`Before it was ${timeText(beforeMs)}`]),
    ...(nextDueMs === null ? [] : [`Now due ${timeText(nextDueMs)}`]),
  ];
}
