/** What a step wants done, in the transaction that keeps its event. */
import type { RolloutCommand } from '@daybreak/core/rollout';
import { appendAudit } from '@daybreak/storage/audit';
import type { Transactor } from '@daybreak/storage/database';
import {
  cancelRolloutOrders,
  placeRolloutOrders,
  type RolloutTerms,
  watchIsDue,
} from '@daybreak/storage/rollout';

export interface CarryingOut {
  readonly terms: RolloutTerms;
  readonly newId: () => string;
  readonly at: Date;
}

export async function carryOut(
  tx: Transactor,
  command: RolloutCommand,
  { terms, newId, at }: CarryingOut,
): Promise<void> {
  const { id, title } = terms;
  const by = `rollout ${title}`;
  const entry = { at, actor: by, subject: title };
  switch (command.kind) {
    case 'order': {
      const { action, hosts } = command;
      const orders = hosts.map((number) => ({ id: newId(), number }));
      return placeRolloutOrders(tx, { rollout: id, action, orders, placedBy: by, at });
    }
    case 'cancel-orders':
      return cancelRolloutOrders(tx, id, command.hosts, { by, at });
    case 'open-ring': {
      const details = { id, ring: command.ring };
      await appendAudit(tx, { ...entry, details, action: 'rollout.ring' });
      return;
    }
    case 'verdict': {
      const { ring, judgement, findings } = command;
      const details = { id, ring, judgement, findings };
      await appendAudit(tx, { ...entry, details, action: 'rollout.verdict' });
      return;
    }
    case 'page': {
      const details = { id, ...command.reason };
      await appendAudit(tx, { ...entry, details, action: 'rollout.page' });
      return;
    }
    case 'watch':
    case 'unwatch':
      return watchIsDue(tx, id);
    case 'round':
      return; // It follows from the events.
    default:
      return command satisfies never;
  }
}
