/** Who has signed a proposal, and whether that is enough. */
import { canonicalize } from '@tufjs/canonical-json';
import type { Key, Metadata, Root, Targets } from '@tufjs/models';
import { type SigningKey, signerOf } from '../key/index.ts';
import { namesIn } from '../repository/index.ts';
import { hasSigned, type Proposal, proposal, proposed, proposedRoot } from './proposal.ts';

/** An approver whose signature counts, and whether it is there. */
export interface Signatory {
  readonly keyId: string;
  /** What people call whoever has the key; empty where they have said nothing. */
  readonly name: string;
  readonly hasSigned: boolean;
}

export interface Standing {
  readonly signatories: readonly Signatory[];
  /** How many more have to sign. */
  readonly missing: number;
}

/**
 * A root is signed by those whom it names and, after the first, by those whom the one before names
 * (TUF 5.3.4); targets by those whom the root names.
 * @param root the one that counts so far; null before the first
 */
export function standingOf(of: Proposal, root: Metadata<Root> | null): Standing {
  const metadata = proposed(of);
  const roots = of.what === 'root' ? [root, proposedRoot(of)] : [root];
  const asked = roots.filter((one) => one !== null);
  if (asked.length === 0) throw new Error('there is no root: nobody is trusted to sign targets');
  const signatories = new Map<string, Signatory>();
  let missing = 0;
  for (const by of asked) {
    const own = approversIn(by).map(({ key, name }) => ({
      ...{ keyId: key.keyID, name },
      hasSigned: hasSigned(key, metadata),
    }));
    for (const one of own) signatories.set(one.keyId, one);
    const lacks = thresholdOf(by) - own.filter((one) => one.hasSigned).length;
    missing = Math.max(missing, lacks);
  }
  return { signatories: [...signatories.values()], missing };
}

/** @returns the proposal with one signature more */
export function signProposal(of: Proposal, key: SigningKey): Proposal {
  const metadata = proposed(of);
  metadata.sign(signerOf(key));
  return proposal.parse({ ...of, metadata: metadata.toJSON() });
}

/**
 * Takes over the signatures that somebody has sent and that count: a wrong one under another's name
 * keeps nobody's place. Null where what was sent is over other metadata.
 */
export function joinSignatures(
  of: Proposal,
  sent: Proposal,
  root: Metadata<Root> | null,
): Proposal | null {
  const [metadata, more] = [proposed(of), proposed(sent)];
  if (canonicalize(metadata.signed.toJSON()) !== canonicalize(more.signed.toJSON())) return null;
  for (const { keyId, hasSigned: counts } of standingOf(sent, root).signatories) {
    const signature = more.signatures[keyId];
    if (counts && signature !== undefined) metadata.signatures[keyId] = signature;
  }
  return proposal.parse({ ...of, metadata: metadata.toJSON() });
}

/** Whether hosts that believe this root believe these targets. */
export function believes(root: Metadata<Root>, targets: Metadata<Targets>): boolean {
  const signed = approversIn(root).filter(({ key }) => hasSigned(key, targets));
  return signed.length >= thresholdOf(root);
}

export interface Approver {
  readonly key: Key;
  readonly name: string;
}

/** Those whom a root trusts with what may be installed. */
export function approversIn(root: Metadata<Root>): readonly Approver[] {
  const names = namesIn(root);
  return (root.signed.roles['root']?.keyIDs ?? []).flatMap((keyId) => {
    const key = root.signed.keys[keyId];
    return key === undefined ? [] : [{ key, name: names.get(keyId) ?? '' }];
  });
}

/** How many of them have to sign. */
export function thresholdOf(root: Metadata<Root>): number {
  return root.signed.roles['root']?.threshold ?? Number.POSITIVE_INFINITY;
}
