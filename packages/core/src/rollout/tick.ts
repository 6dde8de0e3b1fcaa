/** What time alone brings: rings that open, verdicts, deadlines. */
import { afterObserved, startGate } from '../gate/index.ts';
import type { ProgressDraft } from './draft.ts';
import { canCompare } from './failures.ts';
import { judgeRing, openRing } from './judge-ring.ts';
import { ends } from './phase.ts';
import { placeOrders, setCalendars } from './place.ts';
import { comparedBy, type RolloutSetup } from './setup.ts';
import { hostsIn } from './state.ts';

/** @returns the names of the tests that want a halt; none where it goes on */
export function pass(
  draft: ProgressDraft,
  openCalendars: readonly number[],
  nowMs: number,
): readonly string[] {
  setCalendars(draft, openCalendars);
  const ring = openRing(draft.rest);
  if (ring !== null) {
    leaveBehind(draft, ring, nowMs);
    const failedBy = judgeOpen(draft, ring, nowMs);
    if (failedBy.length > 0) return failedBy;
  }
  openNext(draft, nowMs);
  placeOrders(draft, nowMs);
  return [];
}

/** Who did not ask while their ring was to be observed: nobody waits for them any longer. */
function leaveBehind(draft: ProgressDraft, ring: number, nowMs: number): void {
  const orderedMs = draft.rest.rings[ring]?.orderedMs ?? nowMs;
  const { observeMs = 0 } = draft.setup.rings[ring] ?? {};
  if (nowMs < orderedMs + observeMs || hostsIn(draft.view, ['ordered'], ring) === 0) return;
  const left = (draft.layout.queues[ring] ?? []).flatMap((queue) =>
    [...queue].filter((host) => draft.phase(host) === 'ordered'),
  );
  for (const host of left) draft.move(host, 'unreached');
  draft.commands.push({ kind: 'cancel-orders', hosts: left });
}

function judgeOpen(draft: ProgressDraft, ring: number, nowMs: number): readonly string[] {
  const state = draft.rest.rings[ring];
  const { observedNeeded = 0 } = draft.setup.rings[ring] ?? {};
  const isEnough = (draft.observed[ring] ?? 0) >= observedNeeded;
  const since = isEnough ? (state?.observedSinceMs ?? nowMs) : null;
  if (since !== state?.observedSinceMs) draft.setRing(ring, { observedSinceMs: since });
  const { judgement, findings } = judgeRing(draft.setup, draft.view, ring, nowMs);
  if (judgement.kind === 'fail') {
    draft.commands.push({ kind: 'verdict', ring, judgement, findings });
    return judgement.by;
  }
  if (state?.passed !== 'no') return [];
  if (judgement.kind === 'pass') {
    draft.commands.push({ kind: 'verdict', ring, judgement, findings });
    markPassed(draft, ring, 'by-gate');
  } else tellOfWaiting(draft, ring, nowMs);
  return [];
}

/** Its sound hosts count as such from now on, where hosts are weighed by themselves. */
export function markPassed(draft: ProgressDraft, ring: number, by: 'by-gate' | 'by-person'): void {
  draft.setRing(ring, { passed: by });
  const sound = canCompare(draft) ? 0 : (draft.sound[ring] ?? 0);
  draft.rest = { ...draft.rest, gate: afterObserved(draft.rest.gate, 0, sound) };
}

/** Once for each ring, when the next should have begun. */
function tellOfWaiting(draft: ProgressDraft, ring: number, nowMs: number): void {
  const next = draft.setup.rings[ring + 1];
  const { startedMs, told } = draft.rest;
  if (next === undefined || told.waits >= ring || nowMs < startedMs + next.startsAfterMs) return;
  draft.rest = { ...draft.rest, told: { ...told, waits: ring } };
  draft.commands.push({ kind: 'page', reason: { kind: 'ring-waits', ring } });
}

function openNext(draft: ProgressDraft, nowMs: number): void {
  const current = openRing(draft.rest);
  const next = current === null ? 0 : current + 1;
  const setup = draft.setup.rings[next];
  const isFree = current === null || draft.rest.rings[current]?.passed !== 'no';
  if (setup === undefined || !isFree || nowMs < draft.rest.startedMs + setup.startsAfterMs) return;
  draft.setRing(next, { openedMs: nowMs });
  draft.commands.push({ kind: 'open-ring', ring: next });
}

export function tellOfDeadline(draft: ProgressDraft, nowMs: number): void {
  const { deadlineMs, warningMs } = draft.setup;
  const hosts = draft.layout.ringSizes.reduce((sum, size) => sum + size, 0) - ended(draft);
  if (deadlineMs === null || hosts === 0) return;
  const { told } = draft.rest;
  if (nowMs >= deadlineMs && !told.passed) {
    draft.rest = { ...draft.rest, told: { ...told, near: true, passed: true } };
    draft.commands.push({ kind: 'page', reason: { kind: 'deadline-passed', hosts } });
  } else if (nowMs >= deadlineMs - warningMs && !told.near) {
    draft.rest = { ...draft.rest, told: { ...told, near: true } };
    draft.commands.push({ kind: 'page', reason: { kind: 'deadline-near', hosts } });
  }
}

export function isOver(draft: ProgressDraft): boolean {
  return ended(draft) === draft.layout.ringSizes.reduce((sum, size) => sum + size, 0);
}

function ended(draft: ProgressDraft): number {
  return hostsIn(draft.view, ends);
}

/** All that is compared, from the beginning: what was halted for is dealt with. */
export function freshGate(setup: RolloutSetup) {
  return startGate(setup.alpha, comparedBy(setup).length);
}
