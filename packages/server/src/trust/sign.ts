/** Signatures of approvers come in; with enough of them, what they are over counts. */
import { appendAudit } from '@daybreak/storage/audit';
import { type Transactor, transact } from '@daybreak/storage/database';
import {
  activateNextServerKey,
  addMetadata,
  holdTrust,
  putProposal,
  readPacing,
  readProposal,
  removeProposal,
  type StoredProposal,
  writePacing,
} from '@daybreak/storage/trust';
import {
  believes,
  joinSignatures,
  type Proposal,
  proposal,
  proposed,
  proposedBytes,
  proposedRoot,
  proposedTargets,
  proposeTargets,
  standingOf,
} from '@daybreak/trust/proposal';
import { manifestsIn } from '@daybreak/trust/repository';
import type { ServerContext } from '../context/index.ts';
import { Refusal } from '../http/problem.ts';
import { type PublishedRoot, publishedRoot, publishedTargets } from './published.ts';
import { stillApproved } from './still-approved.ts';

const published = {
  root: { action: 'trust.publish-root' },
  targets: { action: 'trust.publish-targets' },
} as const;

type Context = Pick<ServerContext, 'database' | 'now' | 'newId'>;

/** @returns how many more have to sign; with 0 it counts from now on. @throws Refusal */
export function takeSignatures(
  { database, now, newId }: Context,
  by: string,
  id: string,
  sent: Proposal,
): Promise<number> {
  const at = now();
  return transact(database, async (tx) => {
    await holdTrust(tx);
    const stored = await storedProposal(tx, id);
    const root = await publishedRoot(tx);
    const joined = join(stored, sent, root);
    const { missing, signatories } = standingOf(joined, root);
    const signed = signatories.filter((one) => one.hasSigned).map(({ name }) => name);
    const event = { at, actor: by, subject: '', details: { id, signed, missing } };
    await appendAudit(tx, { ...event, action: 'trust.sign' });
    if (missing > 0) {
      await putProposal(tx, { ...stored, document: JSON.stringify(joined) });
    } else {
      await publish(tx, joined, { at, by, newId });
      await appendAudit(tx, { ...event, ...published[joined.what] });
    }
    return missing;
  });
}

async function storedProposal(tx: Transactor, id: string): Promise<StoredProposal> {
  const stored = await readProposal(tx, id);
  if (stored !== null) return stored;
  throw new Refusal('not-found', 'This is not before approvers: it was withdrawn, or it counts.');
}

function join(stored: StoredProposal, sent: Proposal, root: PublishedRoot | null): Proposal {
  const own = proposal.parse(JSON.parse(stored.document));
  const joined = joinSignatures(own, sent, root);
  if (joined === null) {
    throw new Refusal('invalid-input', 'These signatures are over something else.');
  }
  if (JSON.stringify(joined.metadata) === JSON.stringify(own.metadata)) {
    throw new Refusal('invalid-input', 'There is no new signature of an approver in it.');
  }
  return joined;
}

/** Versions count up, and a proposal made before another one came to count has an old number. */
async function publish(
  tx: Transactor,
  signed: Proposal,
  { at, by, newId }: { readonly at: Date; readonly by: string; readonly newId: () => string },
): Promise<void> {
  const { version } = proposed(signed).signed;
  const newest = signed.what === 'root' ? await publishedRoot(tx) : await publishedTargets(tx);
  if (version !== (newest?.signed.version ?? 0) + 1) {
    throw new Refusal('invalid-input', 'Another version counts by now: make a new proposal.');
  }
  const bytes = proposedBytes(signed);
  await addMetadata(tx, { role: signed.what, version, bytes, basis: '', signedAt: at });
  await removeProposal(tx, signed.what);
  if (signed.what === 'targets') return closeRemoved(tx, signed, at, by);
  await activateNextServerKey(tx);
  await proposeAgain(tx, signed, { at, by, id: newId() });
}

/** Whom the new root does not trust may have signed what is approved: it is put before whom it does. */
async function proposeAgain(
  tx: Transactor,
  signed: Proposal,
  { at, by, id }: { readonly at: Date; readonly by: string; readonly id: string },
): Promise<void> {
  const targets = await publishedTargets(tx);
  if (targets === null || believes(proposedRoot(signed), targets)) return;
  const again = proposeTargets(targets, await stillApproved(tx, targets, at), at);
  const document = JSON.stringify(again);
  await putProposal(tx, { what: 'targets', id, document, madeBy: by, madeAt: at });
}

/** What is not approved any more is not open any more. */
async function closeRemoved(tx: Transactor, signed: Proposal, at: Date, by: string): Promise<void> {
  const pacing = await readPacing(tx);
  const approved = manifestsIn(proposedTargets(signed));
  const open = pacing?.open.filter((path) => approved.has(path)) ?? [];
  if (pacing === null || open.length === pacing.open.length) return;
  await writePacing(tx, { stopped: pacing.stopped, open, changedBy: by, changedAt: at });
}

/** @throws Refusal where there is none */
export function withdraw({ database, now }: Context, by: string, id: string): Promise<void> {
  return transact(database, async (tx) => {
    await holdTrust(tx);
    const { what } = await storedProposal(tx, id);
    await removeProposal(tx, what);
    const details = { id, what };
    await appendAudit(tx, { at: now(), actor: by, action: 'trust.withdraw', subject: '', details });
  });
}
