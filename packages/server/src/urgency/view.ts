/** Deadlines as the protocol shows them. */

import type { Order } from '@daybreak/core/directive';
import { utcDay } from '@daybreak/core/time';
import { answer, type Decision } from '@daybreak/core/urgency';
import {
  alternativeAnswer,
  type DeadlineState,
  type OrderInForce,
  type HostsDeadline as ShownDeadline,
} from '@daybreak/protocol/urgency';
import type { Deadlines, HostsDeadline } from './deadlines.ts';

export function stateOf({ wait, exception, dueMs }: HostsDeadline, nowMs: number): DeadlineState {
  if (exception !== null) return 'excepted';
  if (wait !== null) return 'waiting';
  if (dueMs === null) return 'next-upgrade';
  return dueMs <= nowMs ? 'overdue' : 'due';
}

/** With the reasons, which are worked out only for what is looked at. */
export function shownDeadline(
  deadlines: Deadlines,
  deadline: HostsDeadline,
  { state, hosts }: { readonly state: DeadlineState; readonly hosts: number },
): ShownDeadline {
  const { policy, facts, clock, orders, dueMs, evidenceFirst } = deadline;
  const decision = decisionOf(deadlines, deadline);
  return {
    hosts,
    state,
    facts,
    policy: { id: policy.id, title: policy.title },
    tier: decision?.tier.name ?? '',
    hours: decision?.tier.hours ?? null,
    evidenceFirst,
    from: clock === null ? null : new Date(clock.fromMs).toISOString(),
    due: dueMs === null ? null : new Date(dueMs).toISOString(),
    advisory: clock?.advisory ?? null,
    reasons: [...(decision?.reasons ?? [])],
    alternatives: (decision?.alternatives ?? []).map(alternativeAnswer),
    orders: orders.map(shownOrder),
    until: untilOf(deadline),
  };
}

function decisionOf(
  { threats, now }: Deadlines,
  { policy, facts, clock, ordered }: HostsDeadline,
): Decision | null {
  if (clock === null) return null;
  const said = { source: 'facts of the host', asOf: null };
  return answer(policy, {
    threat: threats.of(clock.advisory),
    sources: threats.sources,
    day: utcDay(now),
    facts,
    said: () => said,
    ordered,
    assumptions: new Map(),
  });
}

function shownOrder({ directive, terms, standing, demands }: Order): OrderInForce {
  const { authority, title } = terms;
  return {
    directive,
    authority,
    title,
    standing: standing.kind === 'in-scope' ? 'asked' : standing.kind,
    why:
      standing.kind === 'exempt'
        ? standing.reason
        : standing.kind === 'unknown'
          ? standing.why
          : '',
    demands: demands.map(({ demand, dueMs }) => ({
      action: demand.action,
      due: dueMs === null ? null : new Date(dueMs).toISOString(),
    })),
  };
}

function untilOf({ wait, exception }: HostsDeadline): ShownDeadline['until'] {
  if (exception !== null) {
    return { reason: `${exception.reason} (${exception.owner})`, date: exception.until };
  }
  return wait === null ? null : { reason: wait.reason, date: wait.until };
}
