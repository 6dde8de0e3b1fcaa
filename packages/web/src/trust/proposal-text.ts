/** What a proposal says, as far as it is shown; approvers read all of it in their own tool. */
import { type Manifest, manifest } from '@daybreak/protocol/manifest';
import type { NewManifests, TrustView } from '@daybreak/protocol/trust';
import { z } from 'zod';

export const proposalText = z.object({
  metadata: z.object({
    signed: z.object({
      /** What people call approvers, by the ids of their keys; of a root alone. */
      approvers: z.record(z.string(), z.string()).optional(),
      roles: z
        .record(z.string(), z.object({ keyids: z.array(z.string()), threshold: z.number() }))
        .optional(),
    }),
  }),
  /** The text of each manifest, by its path. */
  manifests: z.record(z.string(), z.string()),
});
export type ProposalText = z.infer<typeof proposalText>;

/** What would be another once it is signed. */
export interface ManifestChange {
  /** New ones, and those that take the place of one of the same name. */
  readonly add: readonly { readonly path: string; readonly manifest: Manifest }[];
  /** Paths of those that would count no more. */
  readonly remove: readonly string[];
}

/** What a proposal of manifests changes in those that are approved now. */
export function changeIn(
  { manifests }: Pick<ProposalText, 'manifests'>,
  approved: TrustView['manifests'],
): ManifestChange {
  const now = new Map(approved.map((one) => [one.path, JSON.stringify(one.manifest)]));
  const add = Object.entries(manifests).flatMap(([path, text]) => {
    const read = readManifestText(text);
    return read === null || now.get(path) === JSON.stringify(read)
      ? []
      : [{ path, manifest: read }];
  });
  const remove = [...now.keys()].filter((path) => !(path in manifests));
  return { add, remove };
}

/** The same as it is proposed again, with another manifest. */
export function withManifest(
  { add, remove }: ManifestChange,
  path: string,
  wanted: Manifest,
): NewManifests {
  const others = add.filter((one) => one.path !== path);
  return {
    add: [...others, { path, manifest: wanted }],
    remove: remove.filter((one) => one !== path),
  };
}

/** The same, and with one manifest that counts no more. */
export function withoutManifest({ add, remove }: ManifestChange, path: string): NewManifests {
  const others = add.filter((one) => one.path !== path);
  return { add: others, remove: [...remove.filter((one) => one !== path), path] };
}

/** Nothing: where no proposal is before approvers. */
export const noChange: ManifestChange = { add: [], remove: [] };

/** Approvers and the server's key, as a root has them; null where it says none. */
export function rootIn({ metadata }: Pick<ProposalText, 'metadata'>) {
  const { approvers = {}, roles } = metadata.signed;
  const [root, timestamp] = [roles?.['root'], roles?.['timestamp']];
  if (root === undefined) return null;
  return {
    approvers: root.keyids.map((keyId) => approvers[keyId] || keyId.slice(0, 12)),
    threshold: root.threshold,
    serverKey: timestamp?.keyids[0] ?? '',
  };
}

function readManifestText(text: string): Manifest | null {
  try {
    return manifest.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null; // The approvers' tool refuses it with its reason.
  }
}
