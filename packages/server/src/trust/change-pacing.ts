/** A person lets hosts begin, or halts them. */
import type { PacingChange } from '@daybreak/protocol/trust';
import { appendAudit } from '@daybreak/storage/audit';
import { transact } from '@daybreak/storage/database';
import { holdTrust, readPacing, writePacing } from '@daybreak/storage/trust';
import { manifestsIn } from '@daybreak/trust/repository';
import type { ServerContext } from '../context/index.ts';
import { Refusal } from '../http/problem.ts';
import { publishedTargets } from './published.ts';

/** @throws Refusal for a manifest that is not approved */
export function changePacing(
  { database, now }: Pick<ServerContext, 'database' | 'now'>,
  by: string,
  { stopped: wanted, open: more, close }: PacingChange,
): Promise<void> {
  const at = now();
  return transact(database, async (tx) => {
    await holdTrust(tx);
    const targets = await publishedTargets(tx);
    const approved = targets && manifestsIn(targets);
    const strange = more.filter((path) => !approved?.has(path));
    if (strange.length > 0) {
      throw new Refusal('invalid-input', `Not approved: ${strange.join(', ')}.`);
    }
    const before = await readPacing(tx);
    const closed = new Set(close);
    const open = [...new Set([...(before?.open ?? []), ...more])].filter((one) => !closed.has(one));
    const stopped = wanted ?? before?.stopped ?? false;
    await writePacing(tx, { stopped, open, changedBy: by, changedAt: at });
    const event = { at, actor: by, subject: '', details: { stopped, opened: more, closed: close } };
    if (wanted === true) await appendAudit(tx, { ...event, action: 'pacing.stop' });
    else await appendAudit(tx, { ...event, action: 'pacing.change' });
  });
}
