/**
 * What is put before approvers: metadata that are not signed by enough of them yet, with all that
 * they have to read. It goes from hand to hand as one file, and each adds a signature.
 */
import { createHash } from 'node:crypto';
import { type Key, Metadata, MetadataKind, type Root, type Targets } from '@tufjs/models';
import { z } from 'zod';
import { bytesOf, rootOf, type Trustees, targetsOf } from '../repository/index.ts';

const json = z.record(z.string(), z.unknown());

export const proposal = z.strictObject({
  daybreak: z.literal('proposal'),
  what: z.enum(['root', 'targets']),
  metadata: json,
  /** The targets that count so far: they tell what is new. Null where there are none. */
  before: json.nullable(),
  /** The text of each manifest that the targets name, by its path. */
  manifests: z.record(z.string().max(200), z.string().max(1_000_000)),
});
export type Proposal = z.infer<typeof proposal>;

const dayMs = 86_400_000;
/** Approvers go over everything at least this often. */
const lifetimes = { root: 365 * dayMs, targets: 90 * dayMs };

/** The first root, or the next: who is trusted with what from now on. */
export function proposeRoot(
  before: Metadata<Root> | null,
  trustees: Trustees,
  now: Date,
): Proposal {
  const expires = new Date(now.getTime() + lifetimes.root);
  const root = rootOf({ version: (before?.signed.version ?? 0) + 1, expires }, trustees);
  return { ...made('root', root), before: null, manifests: {} };
}

/** @param manifests all that may be carried out from now on; what is not among them may not any more */
export function proposeTargets(
  before: Metadata<Targets> | null,
  manifests: ReadonlyMap<string, string>,
  now: Date,
): Proposal {
  const expires = new Date(now.getTime() + lifetimes.targets);
  const bytes = new Map([...manifests].map(([path, text]) => [path, Buffer.from(text)]));
  const targets = targetsOf({ version: (before?.signed.version ?? 0) + 1, expires }, bytes);
  const manifestsByPath = Object.fromEntries(manifests);
  const known = before === null ? null : asJson(before);
  return { ...made('targets', targets), before: known, manifests: manifestsByPath };
}

function made(what: Proposal['what'], metadata: Metadata<Root> | Metadata<Targets>) {
  return { daybreak: 'proposal', what, metadata: asJson(metadata) } as const;
}

function asJson(metadata: Metadata<Root> | Metadata<Targets>) {
  return json.parse(metadata.toJSON());
}

/** @throws Error where it is no root */
export function proposedRoot({ metadata }: Pick<Proposal, 'metadata'>): Metadata<Root> {
  return Metadata.fromJSON(MetadataKind.Root, structuredClone(metadata) as never);
}

/** @throws Error where they are no targets */
export function proposedTargets({ metadata }: Pick<Proposal, 'metadata'>): Metadata<Targets> {
  return Metadata.fromJSON(MetadataKind.Targets, structuredClone(metadata) as never);
}

/** @throws Error where it is neither */
export function proposed(of: Proposal): Metadata<Root> | Metadata<Targets> {
  return of.what === 'root' ? proposedRoot(of) : proposedTargets(of);
}

/** As they will be published, once they are signed by enough. */
export function proposedBytes(of: Proposal): Buffer {
  return bytesOf(proposed(of));
}

/**
 * What in a proposal is not as it says, in words: nobody should sign it then. Empty where each
 * manifest is there with just the bytes that the signature will be over.
 */
export function faultsOf(of: Proposal): readonly string[] {
  if (of.what === 'root') return [];
  const targets = Object.values(proposedTargets(of).signed.targets);
  const missing = targets.flatMap(({ path, length, hashes }) => {
    const bytes = Buffer.from(of.manifests[path] ?? '');
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const isIt = bytes.length === length && sha256 === hashes['sha256'];
    return isIt ? [] : [`${path} is not the text that would be signed`];
  });
  const named = new Set(targets.map(({ path }) => path));
  const beside = Object.keys(of.manifests).filter((path) => !named.has(path));
  return [...missing, ...beside.map((path) => `${path} is shown, and would not be signed`)];
}

/** Of the manifests of a proposal, those that this key has not signed before just as they are. */
export function newTo(key: Key, of: Proposal): ReadonlySet<string> {
  const known = new Map<string, string>();
  if (of.before !== null) {
    const before = proposedTargets({ metadata: of.before });
    if (hasSigned(key, before)) {
      for (const { path, hashes } of Object.values(before.signed.targets)) {
        known.set(path, hashes['sha256'] ?? '');
      }
    }
  }
  const targets = Object.values(proposedTargets(of).signed.targets);
  const fresh = targets.filter(({ path, hashes }) => known.get(path) !== hashes['sha256']);
  return new Set(fresh.map(({ path }) => path));
}

/** Whether there is a signature of this key over just this. */
export function hasSigned(key: Key, metadata: Metadata<Root> | Metadata<Targets>): boolean {
  try {
    key.verifySignature(metadata);
    return true;
  } catch {
    return false; // No signature of it, or one over something else: it has not signed this.
  }
}
