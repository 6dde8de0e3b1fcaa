import type { Manifest } from '@daybreak/protocol/manifest';
import { type Distrust, SourceOutage, type Trusted } from '@daybreak/trust/repository';
import { signedManifest } from '../order/index.ts';

export interface Believing {
  /** As the host found when it asked last; undefined where nobody has asked yet, null without a root. */
  readonly believed: () => Trusted | Distrust | null | undefined;
  readonly refresh: () => Promise<Trusted | Distrust | null>;
  /** @throws SourceOutage */
  readonly fetchManifest: (path: string) => Promise<Uint8Array | null>;
}

interface Verified {
  readonly hash: string;
  readonly manifest: Manifest;
}

/**
 * Manifests as approvers have signed them, verified as for an order. What was verified is kept in
 * memory while its hash is signed, so that a look asks nobody; a server that does not answer takes
 * nothing back that approvers have signed.
 */
export class SignedManifests {
  readonly #parts: Believing;
  readonly #verified = new Map<string, Verified>();

  constructor(parts: Believing) {
    this.#parts = parts;
  }

  /** For each path the manifest, or in words why there is none. The words do not move by themselves. */
  async read(paths: readonly string[]): Promise<ReadonlyMap<string, Manifest | string>> {
    const believed = this.#parts.believed();
    const isKnown = paths.every((path) => this.#keptUnder(path, believed) !== null);
    const trust = isKnown ? believed : await this.#parts.refresh();
    for (const path of this.#verified.keys())
      if (!paths.includes(path)) this.#verified.delete(path);
    const found = new Map<string, Manifest | string>();
    for (const path of paths) found.set(path, await this.#one(path, trust ?? null));
    return found;
  }

  #keptUnder(path: string, trust: Trusted | Distrust | null | undefined): Manifest | null {
    const verified = this.#verified.get(path);
    if (verified === undefined) return null;
    if (trust?.kind === 'outage') return verified.manifest;
    const isSigned = trust?.kind === 'trusted' && trust.manifests.get(path) === verified.hash;
    return isSigned ? verified.manifest : null;
  }

  async #one(path: string, trust: Trusted | Distrust | null): Promise<Manifest | string> {
    const kept = this.#keptUnder(path, trust);
    if (kept !== null) return kept;
    if (trust === null) return 'this host has no root of trust';
    if (trust.kind !== 'trusted') return `what the server has is not believed (${trust.kind})`;
    const hash = trust.manifests.get(path);
    const bytes = hash === undefined ? null : await this.#fetch(path);
    const manifest = signedManifest(path, bytes, trust);
    if (hash === undefined || typeof manifest === 'string') return manifest;
    this.#verified.set(path, { hash, manifest });
    return manifest;
  }

  /** Null where nobody answers: it is asked for again with the next look. */
  async #fetch(path: string): Promise<Uint8Array | null> {
    try {
      return await this.#parts.fetchManifest(path);
    } catch (error) {
      if (error instanceof SourceOutage) return null;
      throw error;
    }
  }
}
