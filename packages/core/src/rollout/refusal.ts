/** Why something cannot happen to a rollout as it stands. */
import type { RolloutEvent } from './event.ts';
import type { RolloutState } from './state.ts';

type Kind = RolloutEvent['kind'];

/** By the rollout's state; what is not named cannot happen. */
const possible: Readonly<Record<RolloutState['kind'], ReadonlySet<Kind>>> = {
  proposed: new Set<Kind>(['approve', 'start', 'cancel']),
  running: new Set<Kind>([
    ...(['saw', 'tick', 'halt', 'override', 'cancel'] as const),
    ...(['exclude', 'roll-back', 'retry', 'skip'] as const),
  ]),
  halted: new Set<Kind>([
    ...(['saw', 'tick', 'halt', 'resume', 'cancel'] as const),
    ...(['exclude', 'roll-back', 'retry', 'skip'] as const),
  ]),
  // What is over can be taken up again by a halt, and then be taken back.
  ended: new Set<Kind>(['saw', 'tick', 'halt']),
};

export type RolloutRefusal =
  | { readonly kind: 'not-now'; readonly state: RolloutState['kind'] }
  | { readonly kind: 'approvals-missing'; readonly missing: number }
  | { readonly kind: 'approved-before' }
  | { readonly kind: 'not-removable' }
  | { readonly kind: 'no-ring-open' }
  | { readonly kind: 'no-such-host'; readonly host: number };

/** Null where it can happen. */
export function refusalOf(state: RolloutState, event: RolloutEvent): RolloutRefusal | null {
  if (!possible[state.kind].has(event.kind)) return { kind: 'not-now', state: state.kind };
  if ('hosts' in event && event.hosts !== null) {
    const count = state.setup.hosts.ring.length;
    const stranger = event.hosts.find(
      (host) => !(Number.isInteger(host) && host >= 0 && host < count),
    );
    if (stranger !== undefined) return { kind: 'no-such-host', host: stranger };
  }
  if (state.kind === 'proposed') return beforeStart(state, event);
  if (event.kind === 'roll-back' && !state.setup.isRemovable) return { kind: 'not-removable' };
  if (event.kind === 'halt' && state.kind === 'ended' && state.progress === null) {
    return { kind: 'not-now', state: 'ended' };
  }
  const isUnopened = state.kind === 'running' && state.progress.rings[0]?.openedMs === null;
  return event.kind === 'override' && isUnopened ? { kind: 'no-ring-open' } : null;
}

function beforeStart(
  { approvedBy, setup }: Extract<RolloutState, { kind: 'proposed' }>,
  event: RolloutEvent,
): RolloutRefusal | null {
  if (event.kind === 'approve' && approvedBy.includes(event.by)) return { kind: 'approved-before' };
  const missing = setup.approvalsNeeded - approvedBy.length;
  if (event.kind === 'start' && missing > 0) return { kind: 'approvals-missing', missing };
  return null;
}
