/** The rollout as a machine: the same events give the same state and the same commands. */

import { isOver as isFindingOver } from '../gate/index.ts';
import { placeBack, wantBack } from './back.ts';
import type { RolloutCommand } from './command.ts';
import { ProgressDraft } from './draft.ts';
import type { RolloutEvent, Sighting } from './event.ts';
import { findingsOf, openRing } from './judge-ring.ts';
import { armOf, type Phase } from './phase.ts';
import { placeOrders } from './place.ts';
import { refusalOf } from './refusal.ts';
import { again, see } from './saw.ts';
import { type Halted, type Progress, type RolloutState, startProgress } from './state.ts';
import { freshGate, isOver, markPassed, pass, tellOfDeadline } from './tick.ts';

export interface Step {
  readonly state: RolloutState;
  readonly commands: readonly RolloutCommand[];
}

/**
 * What an event makes of a rollout, and what is to be done about it.
 * @param nowMs UTC ms since 1970; never before that of an earlier event
 * @throws {Error} for what cannot happen in this state: ask `refusalOf` first
 */
export function step(state: RolloutState, event: RolloutEvent, nowMs: number): Step {
  const refusal = refusalOf(state, event);
  if (refusal !== null) {
    throw new Error(
      `a rollout that is ${state.kind} cannot ${event.kind}: ${JSON.stringify(refusal)}`,
    );
  }
  switch (state.kind) {
    case 'proposed':
      return beforeStart(state, event, nowMs);
    case 'ended':
      return afterEnd(state, event, nowMs);
    default:
      return underWay(state, event, nowMs);
  }
}

function beforeStart(
  state: Extract<RolloutState, { kind: 'proposed' }>,
  event: RolloutEvent,
  nowMs: number,
): Step {
  const { setup, layout, approvedBy } = state;
  if (event.kind === 'approve') {
    return { state: { ...state, approvedBy: [...approvedBy, event.by] }, commands: [] };
  }
  if (event.kind !== 'start') {
    const ended = { kind: 'ended', how: 'cancelled', atMs: nowMs, progress: null } as const;
    return { state: { setup, layout, ...ended }, commands: [] };
  }
  const progress = startProgress(state, nowMs, freshGate(setup));
  return { state: { kind: 'running', setup, layout, progress }, commands: [{ kind: 'watch' }] };
}

/** Looking goes on; a halt takes it up again, so that it can be taken back. */
function afterEnd(
  state: Extract<RolloutState, { kind: 'ended' }>,
  event: RolloutEvent,
  nowMs: number,
): Step {
  const { setup, layout, progress } = state;
  if (event.kind !== 'halt' || progress === null) return { state, commands: [] };
  const { by, why } = event;
  const halted: Halted = { kind: 'halted', setup, layout, progress, atMs: nowMs, by, why };
  return { state: halted, commands: [{ kind: 'watch' }] };
}

type UnderWay = Extract<RolloutState, { kind: 'running' | 'halted' }>;

function underWay(state: UnderWay, event: RolloutEvent, nowMs: number): Step {
  const { setup, layout } = state;
  const draft = new ProgressDraft(setup, layout, state.progress);
  const seal = (next: (progress: Progress) => RolloutState): Step => {
    const { commands } = draft;
    return { state: next(draft.done()), commands };
  };
  const halted = (by: string | null, why: string) =>
    seal((progress) => ({ kind: 'halted', setup, layout, progress, atMs: nowMs, by, why }));
  const same = () => {
    if (state.kind === 'running') placeOrders(draft, nowMs);
    placeBack(draft, []);
    return seal((progress) => ({ ...state, progress }));
  };
  switch (event.kind) {
    case 'saw': {
      see(draft, event.sighting);
      placeBack(draft, hostsOf(event.sighting));
      const by = state.kind === 'running' ? failedBy(draft) : [];
      return by.length > 0 ? haltByGate(draft, by, halted) : same();
    }
    case 'tick': {
      const by = state.kind === 'running' ? pass(draft, event.openCalendars, nowMs) : [];
      tellOfDeadline(draft, nowMs);
      if (by.length > 0) return haltByGate(draft, by, halted);
      if (!isOver(draft)) return same();
      draft.commands.push({ kind: 'unwatch' }, { kind: 'page', reason: { kind: 'ended' } });
      return seal((progress) => ({
        kind: 'ended',
        how: 'complete',
        setup,
        layout,
        progress,
        atMs: nowMs,
      }));
    }
    case 'halt':
      return state.kind === 'halted' ? same() : halted(event.by, event.why);
    case 'resume':
      resume(draft);
      return seal((progress) => ({ kind: 'running', setup, layout, progress }));
    case 'override':
      markPassed(draft, openRing(draft.rest) ?? 0, 'by-person');
      return same();
    case 'exclude':
      exclude(draft, event.hosts);
      return same();
    case 'roll-back':
      wantBack(draft, event.hosts ?? setup.hosts.ring.keys());
      return same();
    case 'retry':
      again(
        draft,
        event.hosts.filter((host) => mayRetry.has(draft.phase(host))),
      );
      return same();
    case 'skip':
      leave(draft, event.hosts);
      return same();
    case 'cancel':
      leave(draft, setup.hosts.ring.keys());
      draft.commands.push({ kind: 'unwatch' });
      return seal((progress) => ({
        kind: 'ended',
        how: 'cancelled',
        setup,
        layout,
        progress,
        atMs: nowMs,
      }));
    default:
      return same();
  }
}

function failedBy(draft: ProgressDraft): readonly string[] {
  const ring = openRing(draft.rest);
  if (ring === null) return [];
  const findings = findingsOf(draft.setup, draft.view);
  const by = findings.filter(isFindingOver).map(({ name }) => name);
  if (by.length > 0) {
    draft.commands.push({ kind: 'verdict', ring, judgement: { kind: 'fail', by }, findings });
  }
  return by;
}

function haltByGate(
  draft: ProgressDraft,
  by: readonly string[],
  halted: (by: null, why: string) => Step,
): Step {
  const ring = openRing(draft.rest) ?? 0;
  draft.commands.push({ kind: 'page', reason: { kind: 'halted', ring, by } });
  const { setup } = draft;
  if (setup.rollsBack && setup.isRemovable) wantBack(draft, setup.hosts.ring.keys());
  return halted(null, by.join(', '));
}

/** What was halted for is dealt with: the gate begins anew, and every ring that had not passed waits for it. */
function resume(draft: ProgressDraft): void {
  const rings = draft.rest.rings.map((ring) =>
    ring.passed === 'no' ? { ...ring, observedSinceMs: null } : ring,
  );
  const failedPatched = draft.rest.failedPatched.map(() => ({ hosts: 0, domains: [] }));
  draft.rest = { ...draft.rest, rings, failedPatched, gate: freshGate(draft.setup) };
}

const mayRetry: ReadonlySet<Phase> = new Set([
  ...(['unreached', 'lost', 'failed', 'refused', 'rolled-back', 'excepted'] as const),
]);

function exclude(draft: ProgressDraft, hosts: readonly number[]): void {
  if (draft.setup.isRemovable) wantBack(draft, hosts);
  leave(
    draft,
    hosts.filter((host) => armOf(draft.phase(host)) === 'unpatched'),
  );
}

/** Whatever has not been brought to an end, and is not being brought to one, stays as it is. */
const mayLeave: ReadonlySet<Phase> = new Set([
  ...(['waiting', 'ordered', 'unreached', 'lost', 'failed', 'refused'] as const),
]);

function leave(draft: ProgressDraft, hosts: Iterable<number>): void {
  const left = [...hosts].filter((host) => mayLeave.has(draft.phase(host)));
  const ordered = left.filter((host) => ['ordered', 'lost'].includes(draft.phase(host)));
  for (const host of left) draft.move(host, 'excepted');
  if (ordered.length > 0) draft.commands.push({ kind: 'cancel-orders', hosts: ordered });
}

function hostsOf({ ended = [], verified = [], silent = [], without = [] }: Sighting): Set<number> {
  return new Set([...ended.map(([host]) => host), ...verified, ...silent, ...without]);
}
