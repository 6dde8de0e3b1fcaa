/** The metadata of The Update Framework (specification 1.0.31), as Daybreak writes them. */
import { createHash } from 'node:crypto';
import {
  type Key,
  Metadata,
  MetadataKind,
  MetaFile,
  Root,
  Snapshot,
  TargetFile,
  Targets,
  Timestamp,
} from '@tufjs/models';
import type { Pacing } from './pacing.ts';

const specVersion = '1.0.31';
const namesField = 'approvers';

export interface Dated {
  /** Counts up from 1: what is older is never believed again. */
  readonly version: number;
  readonly expires: Date;
}

export interface Trustees {
  /** Those who decide what may be installed. */
  readonly approvers: readonly Key[];
  /** How many of them must sign, at least 1. */
  readonly threshold: number;
  /** Decides when, and nothing else. */
  readonly server: Key;
  /** What people call approvers, by the id of the key. */
  readonly names?: Readonly<Record<string, string>>;
}

/** Who is trusted with what: approvers with manifests and with whom to trust, the server with pacing. */
export function rootOf(dated: Dated, trustees: Trustees): Metadata<Root> {
  const { approvers, threshold, server, names = {} } = trustees;
  const byApprovers = { keyids: approvers.map(({ keyID }) => keyID), threshold };
  const byServer = { keyids: [server.keyID], threshold: 1 };
  const keys = [...approvers, server].map((key) => [key.keyID, key.toJSON()]);
  const signed = Root.fromJSON({
    _type: MetadataKind.Root,
    spec_version: specVersion,
    version: dated.version,
    expires: seconds(dated.expires),
    consistent_snapshot: false,
    keys: Object.fromEntries(keys),
    roles: { root: byApprovers, targets: byApprovers, snapshot: byServer, timestamp: byServer },
    [namesField]: { ...names },
  });
  return new Metadata(signed);
}

/** What people call approvers, by the id of the key; of those that the root names. */
export function namesIn({ signed }: Metadata<Root>): ReadonlyMap<string, string> {
  const names = Object.entries(Object(signed.unrecognizedFields[namesField]));
  return new Map(names.map(([keyId, name]) => [keyId, String(name)]));
}

/** @param manifests by their paths */
export function targetsOf(
  dated: Dated,
  manifests: ReadonlyMap<string, Uint8Array>,
): Metadata<Targets> {
  const signed = new Targets(optionsOf(dated));
  for (const [path, bytes] of manifests) {
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const { length } = bytes;
    signed.addTarget(new TargetFile({ path, length, hashes: { sha256 }, unrecognizedFields: {} }));
  }
  return new Metadata(signed);
}

/** @param targets the version that counts, with its bytes, so that no other has this version */
export function snapshotOf(
  dated: Dated,
  targets: { readonly version: number; readonly bytes: Uint8Array },
): Metadata<Snapshot> {
  const meta = { 'targets.json': fileOf(targets) };
  return new Metadata(new Snapshot({ ...optionsOf(dated), meta }));
}

export function timestampOf(
  dated: Dated,
  snapshot: { readonly version: number; readonly bytes: Uint8Array },
  pacing: Pacing,
): Metadata<Timestamp> {
  const signed = new Timestamp({
    ...optionsOf(dated),
    snapshotMeta: fileOf(snapshot),
    unrecognizedFields: { pacing: { stopped: pacing.stopped, open: [...pacing.open] } },
  });
  return new Metadata(signed);
}

/** As they lie in a file. */
export function bytesOf(metadata: { toJSON(): unknown }): Buffer {
  return Buffer.from(JSON.stringify(metadata.toJSON()));
}

function fileOf({ version, bytes }: { readonly version: number; readonly bytes: Uint8Array }) {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return new MetaFile({ version, length: bytes.length, hashes: { sha256 } });
}

function optionsOf({ version, expires }: Dated) {
  return { version, specVersion, expires: seconds(expires) };
}

/** Times of metadata have no fractions (specification 4.2). */
function seconds(time: Date): string {
  return time.toISOString().replace(/\.\d+Z$/, 'Z');
}
