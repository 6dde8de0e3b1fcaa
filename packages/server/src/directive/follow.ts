/** Entries of CISA's catalogue, followed as orders: what becomes of the entry becomes of the order. */

import { kevZone } from '@daybreak/core/directive';
import type { DirectiveDetail } from '@daybreak/protocol/directive';
import { appendAudit } from '@daybreak/storage/audit';
import { transact } from '@daybreak/storage/database';
import { addDirective, listDirectives, unfollowKev } from '@daybreak/storage/directive';
import type { ServerContext } from '../context/index.ts';
import { Refusal } from '../http/problem.ts';
import { noDirective } from './change.ts';
import { kevOf, withEvents } from './read.ts';
import { detailOf } from './view.ts';

/** Also of an advisory that is not listed: it becomes an order when it is. */
export async function followKev(
  { database, exposure, now, newId }: ServerContext,
  by: string,
  written: string,
): Promise<DirectiveDetail> {
  const advisory = written.trim().toUpperCase();
  if (!/^CVE-\d{4}-\d{4,}$/.test(advisory)) {
    throw new Refusal('invalid-input', `body/advisory: "${written}" is no CVE.`);
  }
  const [id, at] = [newId(), now()];
  return transact(database, async (tx) => {
    if (!(await addDirective(tx, { id, zone: kevZone, advisory, by, at }))) {
      throw new Refusal('invalid-input', `body/advisory: ${advisory} is followed already.`);
    }
    const event = { at, actor: by, action: 'directive.follow-kev' as const, subject: advisory };
    await appendAudit(tx, { ...event, details: { id } });
    const [directive] = await listDirectives(tx, id);
    if (directive === undefined) throw noDirective();
    return detailOf(withEvents(directive, kevOf(exposure)), at.getTime());
  });
}

/** @throws Refusal when no entry is followed with this id */
export async function stopFollowing(
  { database, now }: ServerContext,
  by: string,
  id: string,
): Promise<void> {
  const at = now();
  await transact(database, async (tx) => {
    const advisory = await unfollowKev(tx, id);
    if (advisory === null) {
      throw new Refusal('not-found', 'No entry is followed so; other orders are withdrawn.');
    }
    const event = { at, actor: by, action: 'directive.unfollow-kev' as const, subject: advisory };
    await appendAudit(tx, { ...event, details: { id } });
  });
}
