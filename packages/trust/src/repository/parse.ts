import { Metadata, MetadataKind, type Root, type Targets } from '@tufjs/models';

/** @throws Error where it is no root */
export function parseRoot(bytes: Uint8Array): Metadata<Root> {
  return Metadata.fromJSON(MetadataKind.Root, JSON.parse(Buffer.from(bytes).toString()));
}

/** @throws Error where they are no targets */
export function parseTargets(bytes: Uint8Array): Metadata<Targets> {
  return Metadata.fromJSON(MetadataKind.Targets, JSON.parse(Buffer.from(bytes).toString()));
}

/** Hashes (SHA-256, hexadecimal) of manifests, by path. */
export function manifestsIn({ signed }: Metadata<Targets>): ReadonlyMap<string, string> {
  const manifests = Object.values(signed.targets);
  return new Map(
    manifests.flatMap(({ path, hashes: { sha256 } }) => (sha256 ? [[path, sha256]] : [])),
  );
}
