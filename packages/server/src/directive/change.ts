/** Orders are issued, amended and withdrawn; each change is one event, and told of in the ledger. */

import { contradictionIn, type DirectiveChange } from '@daybreak/core/directive';
import { isTimeZone } from '@daybreak/core/time';
import type { DirectiveDetail, NewDirective } from '@daybreak/protocol/directive';
import { appendAudit } from '@daybreak/storage/audit';
import { type Transactor, transact } from '@daybreak/storage/database';
import {
  addDirective,
  addDirectiveEvent,
  holdDirective,
  listDirectives,
} from '@daybreak/storage/directive';
import type { ServerContext } from '../context/index.ts';
import { Refusal } from '../http/problem.ts';
import { detailOf } from './view.ts';

/** @throws Refusal when the zone is none */
export async function issueDirective(
  { database, now, newId }: ServerContext,
  by: string,
  { zone, ...change }: NewDirective,
): Promise<DirectiveDetail> {
  requireZone(zone);
  const [id, at] = [newId(), now()];
  return transact(database, async (tx) => {
    await addDirective(tx, { id, zone, advisory: null, by, at });
    return record(tx, id, { kind: 'issued', ...change }, { by, at });
  });
}

/** @throws Refusal when there is no such order of one's own, or the change contradicts what it was */
export async function changeDirective(
  { database, now }: ServerContext,
  by: string,
  id: string,
  change: DirectiveChange,
): Promise<DirectiveDetail> {
  const at = now();
  return transact(database, async (tx) => {
    const held = await holdDirective(tx, id);
    if (held === null) throw noDirective();
    if (held.kind === 'kev') {
      throw new Refusal('invalid-input', 'It follows the KEV catalogue, and changes with it.');
    }
    const last = held.events.at(-1)?.sequence ?? 0;
    const events = [...held.events, { ...change, sequence: last + 1 }];
    const contradiction = contradictionIn(events, held);
    if (contradiction !== null) throw new Refusal('invalid-input', `body/at: ${contradiction}.`);
    return record(tx, id, change, { by, at });
  });
}

async function record(
  tx: Transactor,
  id: string,
  change: DirectiveChange,
  recorded: { readonly by: string; readonly at: Date },
): Promise<DirectiveDetail> {
  await addDirectiveEvent(tx, id, change, recorded);
  const [directive] = await listDirectives(tx, id);
  if (directive === undefined) throw noDirective();
  const shown = detailOf(directive, recorded.at.getTime());
  const { by: actor, at } = recorded;
  const subject = shown.directive.terms?.title ?? '';
  const details = { id, ...change };
  await appendAudit(tx, { at, actor, action: `directive.${change.kind}`, subject, details });
  return shown;
}

export function requireZone(zone: string): void {
  if (!isTimeZone(zone)) {
    throw new Refusal('invalid-input', `body/zone: no time zone is called "${zone}".`);
  }
}

export function noDirective(): Refusal {
  return new Refusal('not-found', 'There is no such directive.');
}
