/** Trust as the protocol shows it. */
import { manifest } from '@daybreak/protocol/manifest';
import type { ProposalSummary, TrustView } from '@daybreak/protocol/trust';
import type { Reader } from '@daybreak/storage/database';
import {
  listProposals,
  readManifests,
  readMetadata,
  readPacing,
  type StoredProposal,
} from '@daybreak/storage/trust';
import { approversIn, proposal, proposed, standingOf, thresholdOf } from '@daybreak/trust/proposal';
import { manifestsIn, parseRoot } from '@daybreak/trust/repository';
import { sha256Of } from './hash.ts';
import { type PublishedRoot, publishedRoot, publishedTargets } from './published.ts';

export async function viewOfTrust(reader: Reader): Promise<TrustView> {
  const [pacing, root] = [await readPacing(reader), await publishedRoot(reader)];
  const targets = await publishedTargets(reader);
  const proposals = await listProposals(reader);
  return {
    root: await rootView(reader),
    manifests: await manifestViews(reader, targets && manifestsIn(targets), pacing?.open ?? []),
    manifestsExpire: targets && isoOf(targets.signed.expires),
    pacing: {
      stopped: pacing?.stopped ?? false,
      changedBy: pacing?.changedBy ?? '',
      changedAt: pacing?.changedAt.toISOString() ?? null,
    },
    proposals: proposals.map((one) => summaryOf(one, root)),
  };
}

async function rootView(reader: Reader): Promise<TrustView['root']> {
  const stored = await readMetadata(reader, 'root');
  if (stored === null) return null;
  const root = parseRoot(stored.bytes);
  return {
    version: stored.version,
    sha256: sha256Of(stored.bytes),
    expires: isoOf(root.signed.expires),
    threshold: thresholdOf(root),
    approvers: approversIn(root).map(({ key, name }) => ({
      ...{ keyId: key.keyID, name },
      publicKey: key.keyVal['public'] ?? '',
    })),
    serverKey: root.signed.roles['timestamp']?.keyIDs[0] ?? '',
  };
}

async function manifestViews(
  reader: Reader,
  approved: ReadonlyMap<string, string> | null,
  open: readonly string[],
): Promise<TrustView['manifests']> {
  const stored = await readManifests(reader, [...(approved?.values() ?? [])]);
  const texts = new Map(stored.map(({ sha256, text }) => [sha256, text]));
  return [...(approved ?? [])].map(([path, sha256]) => ({
    path,
    sha256,
    manifest: manifest.parse(JSON.parse(texts.get(sha256) ?? 'null')),
    isOpen: open.includes(path),
  }));
}

function summaryOf(stored: StoredProposal, root: PublishedRoot | null): ProposalSummary {
  const document = proposal.parse(JSON.parse(stored.document));
  const { signatories, missing } = standingOf(document, root);
  return {
    id: stored.id,
    what: stored.what,
    version: proposed(document).signed.version,
    madeBy: stored.madeBy,
    madeAt: stored.madeAt.toISOString(),
    signatories: [...signatories],
    missing,
  };
}

/** SHA-256 of the root that counts, as tokens carry it; null where there is none. */
export async function rootHash(reader: Reader): Promise<string | null> {
  const stored = await readMetadata(reader, 'root');
  return stored && sha256Of(stored.bytes);
}

/** Metadata have no fractions of seconds; messages have. */
function isoOf(time: string): string {
  return new Date(time).toISOString();
}
