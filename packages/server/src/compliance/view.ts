/** Compliance as the protocol shows it. */

import type { HostCompliance as Judged } from '@daybreak/core/compliance';
import type { HostCompliance } from '@daybreak/protocol/compliance';
import type { JudgedHost } from './proof.ts';

export function shownHost({ host, role, owner, posture, answers }: JudgedHost): HostCompliance {
  const [answer] = answers;
  if (answer === undefined) throw new Error('a host was judged by no directive');
  return {
    id: host.id,
    name: host.name,
    example: host.fleet === 'example',
    group: host.groupKnown ? host.group : null,
    role,
    owner,
    product: posture?.product ?? '',
    build: posture?.build ?? '',
    ...shownAnswer(answer),
    inventoryAt: isoOf(host.inventoryAt),
    firstSeen: host.firstSeen.toISOString(),
  };
}

function shownAnswer({ state, why, dueMs, demands, exception }: Judged) {
  return {
    state,
    why,
    due: isoTimeOf(dueMs),
    demands: demands.map((one) => ({
      action: one.demand.action,
      note: one.demand.note,
      state: one.state,
      why: one.why,
      due: isoTimeOf(one.dueMs),
      dueWhy: one.dueWhy,
    })),
    exception:
      exception === null
        ? null
        : {
            id: exception.id,
            owner: exception.owner,
            reason: exception.reason,
            until: exception.until,
          },
  };
}

export function isoTimeOf(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString();
}

function isoOf(date: Date | null): string | null {
  return date?.toISOString() ?? null;
}
