/** What is put before approvers: another root, other manifests. */

import type { AuditAction } from '@daybreak/core/audit';
import type { ApproverKey, NewManifests, NewRoot } from '@daybreak/protocol/trust';
import { appendAudit } from '@daybreak/storage/audit';
import { type Transactor, transact } from '@daybreak/storage/database';
import {
  addManifest,
  addNextServerKey,
  holdTrust,
  putProposal,
  readServerKey,
} from '@daybreak/storage/trust';
import {
  keyText,
  newSigningKey,
  publicKeyFrom,
  publicKeyOf,
  readKeyText,
} from '@daybreak/trust/key';
import { type Proposal, proposeRoot, proposeTargets } from '@daybreak/trust/proposal';
import type { ServerContext } from '../context/index.ts';
import { Refusal } from '../http/problem.ts';
import { sha256Of } from './hash.ts';
import { publishedRoot, publishedTargets } from './published.ts';
import { stillApproved } from './still-approved.ts';

type Context = Pick<ServerContext, 'database' | 'now' | 'newId'>;

/** In the place of a root that is before approvers already. */
export function putRoot(context: Context, by: string, wanted: NewRoot): Promise<string> {
  return put(context, { by, action: 'trust.propose-root' }, async (tx, at) => {
    const approvers = wanted.approvers.map((approver) => ({ ...approver, key: keyOf(approver) }));
    const names = Object.fromEntries(approvers.map(({ key, name }) => [key.keyID, name]));
    if (Object.keys(names).length < approvers.length) {
      throw new Refusal('invalid-input', 'The same key is there twice.');
    }
    const server = await serverKey(tx, wanted.newServerKey, at);
    const trustees = { approvers: approvers.map(({ key }) => key), server, names };
    const { threshold } = wanted;
    return proposeRoot(await publishedRoot(tx), { ...trustees, threshold }, at);
  });
}

function keyOf({ name, publicKey }: ApproverKey) {
  try {
    return publicKeyFrom(publicKey);
  } catch {
    throw new Refusal('invalid-input', `The key of ${name} is no Ed25519 key.`);
  }
}

/** The key that the root is to name: the one that counts, or one that counts with that root. */
async function serverKey(tx: Transactor, isAnother: boolean, at: Date) {
  const active = await readServerKey(tx, 'active');
  if (active !== null && !isAnother) return publicKeyOf(readKeyText(active.privateKey, null));
  const { id, privateKey } = newSigningKey();
  await addNextServerKey(tx, { id, privateKey: keyText(privateKey, null) }, at);
  return publicKeyOf(privateKey);
}

/**
 * Manifests that are approved already stay, but for those that are removed or have run out: approvers
 * sign the whole list each time.
 * @throws Refusal where nobody is trusted yet
 */
export function putManifests(
  context: Context,
  by: string,
  { add, remove }: NewManifests,
): Promise<string> {
  return put(context, { by, action: 'trust.propose-manifests' }, async (tx, at) => {
    if ((await publishedRoot(tx)) === null) {
      throw new Refusal('invalid-input', 'There are no approvers yet: make a root first.');
    }
    const before = await publishedTargets(tx);
    const texts = await stillApproved(tx, before, at);
    for (const path of remove) texts.delete(path);
    for (const { path, manifest: wanted } of add) {
      const text = `${JSON.stringify(wanted, null, 2)}\n`;
      const sha256 = sha256Of(text);
      await addManifest(tx, { sha256, path, text, addedBy: by, addedAt: at });
      texts.set(path, text);
    }
    return proposeTargets(before, texts, at);
  });
}

function put(
  { database, now, newId }: Context,
  { by, action }: { readonly by: string; readonly action: AuditAction },
  make: (tx: Transactor, at: Date) => Promise<Proposal>,
): Promise<string> {
  const [at, id] = [now(), newId()];
  return transact(database, async (tx) => {
    await holdTrust(tx);
    const made = await make(tx, at);
    const document = JSON.stringify(made);
    await putProposal(tx, { what: made.what, id, document, madeBy: by, madeAt: at });
    const details = { id, manifests: Object.keys(made.manifests) };
    await appendAudit(tx, { at, actor: by, action, subject: '', details });
    return id;
  });
}
