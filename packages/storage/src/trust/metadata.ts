/** Metadata as they were signed, and the manifests that they name. */
import type { Reader, Transactor } from '../database/index.ts';

export type MetadataRole = 'root' | 'targets' | 'snapshot' | 'timestamp';

export interface SignedMetadata {
  readonly role: MetadataRole;
  /** 1, 2, 3 …; the last one counts. */
  readonly version: number;
  readonly bytes: Uint8Array;
  /** What it was made from: another basis, another version. */
  readonly basis: string;
  readonly signedAt: Date;
}

/** The newest of a role, or that version of it; null where there is none. */
export async function readMetadata(
  reader: Reader,
  role: MetadataRole,
  version?: number,
): Promise<SignedMetadata | null> {
  const row = await reader
    .selectFrom('trust_metadata')
    .select(['role', 'version', 'bytes', 'basis', 'signed_at as signedAt'])
    .where('role', '=', role)
    .$if(version !== undefined, (query) => query.where('version', '=', version ?? 0))
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
}

/** Every root there was, the newest first. */
export function listRoots(reader: Reader): Promise<SignedMetadata[]> {
  return reader
    .selectFrom('trust_metadata')
    .select(['role', 'version', 'bytes', 'basis', 'signed_at as signedAt'])
    .where('role', '=', 'root')
    .orderBy('version', 'desc')
    .execute();
}

/** Roots and targets stay, every version; what the server signs by itself is newest or nothing. */
export async function addMetadata(tx: Transactor, metadata: SignedMetadata): Promise<void> {
  const { role, version, bytes, basis, signedAt } = metadata;
  if (role === 'snapshot' || role === 'timestamp') {
    await tx.deleteFrom('trust_metadata').where('role', '=', role).execute();
  }
  await tx
    .insertInto('trust_metadata')
    .values({ role, version, bytes: Buffer.from(bytes), basis, signed_at: signedAt })
    .execute();
}

export interface StoredManifest {
  readonly sha256: string;
  readonly path: string;
  readonly text: string;
  readonly addedBy: string;
  readonly addedAt: Date;
}

/** One that is there already stays as it is: it is known by its hash. */
export async function addManifest(tx: Transactor, manifest: StoredManifest): Promise<void> {
  const { sha256, path, text, addedBy, addedAt } = manifest;
  await tx
    .insertInto('manifests')
    .values({ sha256, path, text, added_by: addedBy, added_at: addedAt })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Those with these hashes, in no order. */
export async function readManifests(
  reader: Reader,
  hashes: readonly string[],
): Promise<StoredManifest[]> {
  if (hashes.length === 0) return [];
  return reader
    .selectFrom('manifests')
    .select(['sha256', 'path', 'text', 'added_by as addedBy', 'added_at as addedAt'])
    .where('sha256', 'in', hashes)
    .execute();
}
