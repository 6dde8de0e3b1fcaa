/** A server and its approvers, as a test has them sign. */
import { createHash } from 'node:crypto';
import type { Key, Metadata, Targets } from '@tufjs/models';
import { newSigningKey, publicKeyOf, type SigningKey, signerOf } from '../src/key/index.ts';
import {
  bytesOf,
  type MetadataCache,
  type MetadataSource,
  type Pacing,
  rootOf,
  SourceOutage,
  snapshotOf,
  targetsOf,
  timestampOf,
} from '../src/repository/index.ts';

const hourMs = 3_600_000;

export class Publisher {
  readonly approvers = [newSigningKey(), newSigningKey(), newSigningKey()];
  readonly server = newSigningKey();
  readonly files = new Map<string, Uint8Array>();
  root: Uint8Array;
  #version = 0;
  #rootVersion = 1;

  constructor(now: Date) {
    this.root = this.#rootBytes(now, this.approvers, this.approvers);
  }

  /** Approvers hand over from these keys to those. */
  rotate(now: Date, to: readonly SigningKey[], signers: readonly SigningKey[]): void {
    this.#rootVersion += 1;
    this.root = this.#rootBytes(now, to, signers);
    this.files.set(`${this.#rootVersion}.root.json`, this.root);
  }

  #rootBytes(now: Date, approvers: readonly SigningKey[], signers: readonly SigningKey[]) {
    const keys = approvers.map(keyOf);
    const dated = { version: this.#rootVersion, expires: later(now, 8760 * hourMs) };
    const root = rootOf(dated, { approvers: keys, threshold: 2, server: keyOf(this.server) });
    for (const signer of signers) root.sign(signerOf(signer));
    return bytesOf(root);
  }

  /** One version more of everything, signed by these approvers. */
  publish(now: Date, manifests: Record<string, string>, how: Partial<Publication> = {}): void {
    this.#version += 1;
    const { signers = this.approvers.slice(0, 2), version = this.#version } = how;
    const pacing = how.pacing ?? { stopped: false, open: Object.keys(manifests) };
    const bytes = new Map(
      Object.entries(manifests).map(([path, text]) => [path, Buffer.from(text)]),
    );
    const targets = targetsOf({ version, expires: later(now, 720 * hourMs) }, bytes);
    for (const signer of signers) targets.sign(signerOf(signer));
    this.deliver(now, targets, pacing);
  }

  /** What the server alone can do: say which targets count, and when. */
  deliver(now: Date, targets: Metadata<Targets>, pacing: Pacing): void {
    const { version } = targets.signed;
    const snapshot = snapshotOf(
      { version: this.#version, expires: later(now, 24 * hourMs) },
      { version, bytes: bytesOf(targets) },
    );
    snapshot.sign(signerOf(this.server));
    const timestamp = timestampOf(
      { version: this.#version, expires: later(now, hourMs / 12) },
      { version: this.#version, bytes: bytesOf(snapshot) },
      pacing,
    );
    timestamp.sign(signerOf(this.server));
    this.files.set('targets.json', bytesOf(targets));
    this.files.set('snapshot.json', bytesOf(snapshot));
    this.files.set('timestamp.json', bytesOf(timestamp));
  }
}

interface Publication {
  readonly signers: readonly SigningKey[];
  /** Of the targets. */
  readonly version: number;
  readonly pacing: Pacing;
}

export function keyOf({ privateKey }: SigningKey): Key {
  return publicKeyOf(privateKey);
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

export function later(now: Date, byMs: number): Date {
  return new Date(now.getTime() + byMs);
}

export function cacheWith(
  root: Uint8Array,
): MetadataCache & { readonly kept: Map<string, Uint8Array> } {
  const kept = new Map([['root.json', root]]);
  return {
    kept,
    read: async (name) => kept.get(name) ?? null,
    write: async (name, bytes) => void kept.set(name, bytes),
  };
}

export function sourceOf(files: ReadonlyMap<string, Uint8Array>): MetadataSource {
  return { fetch: async (name) => files.get(name) ?? null };
}

export const noSource: MetadataSource = {
  fetch: async () => {
    throw new SourceOutage('no answer');
  },
};
