/** What a host believes: the client workflow of The Update Framework (specification, 5). */
import type { Metadata, Timestamp } from '@tufjs/models';
import { LengthOrHashMismatchError, UnsignedMetadataError } from '@tufjs/models/dist/error.js';
import { BadVersionError, EqualVersionError, ExpiredMetadataError } from 'tuf-js/dist/error.js';
import { DatedStore } from './dated-store.ts';
import { type Pacing, pacing } from './pacing.ts';
import { manifestsIn } from './parse.ts';

/** What the host has kept, on its own disk. */
export interface MetadataCache {
  /** Null where there is none. */
  read(name: string): Promise<Uint8Array | null>;
  /** Whole or not at all. */
  write(name: string, bytes: Uint8Array): Promise<void>;
}

/** Where metadata come from: the server, or any cache between. */
export interface MetadataSource {
  /** Null where there is none of that name. @throws SourceOutage */
  fetch(name: string, bytesMax: number): Promise<Uint8Array | null>;
}

/** Their outage: nobody answered, or with what is no answer. */
export class SourceOutage extends Error {
  override readonly name = 'SourceOutage';
}

export interface Trusted {
  readonly kind: 'trusted';
  readonly rootVersion: number;
  readonly pacing: Pacing;
  /** When the pacing ends, in milliseconds since 1970: nothing new is begun afterwards. */
  readonly pacingUntilMs: number;
  /** Hashes (SHA-256, hexadecimal) of the manifests that approvers have signed, by path. */
  readonly manifests: ReadonlyMap<string, string>;
}

export interface Distrust {
  /** `outage`: nobody answered, and what is kept has expired. The others: what came is not believed. */
  readonly kind: 'outage' | 'forged' | 'rolled-back' | 'expired' | 'mixed' | 'damaged';
  /** Which metadata: `timestamp`. */
  readonly what: string;
  readonly why: string;
}

const bytesMax = { root: 512_000, timestamp: 2_000_000, snapshot: 64_000, targets: 10_000_000 };
const rootsMax = 256;

/** Asks for what is new, believes what is signed, newer and whole, and keeps it. */
export async function refreshTrust(
  cache: MetadataCache,
  source: MetadataSource,
  now: Date,
): Promise<Trusted | Distrust> {
  const root = await cache.read('root.json');
  if (root === null) throw new Error('the host has no root of trust: it has not been enrolled');
  const refresh = new Refresh(new DatedStore(root, now), cache, source);
  try {
    return await refresh.run();
  } catch (error) {
    return distrustOf(error, refresh.step);
  }
}

class Refresh {
  /** What is being read, for whoever looks at what failed. */
  step: keyof typeof bytesMax = 'root';
  readonly #store: DatedStore;
  readonly #cache: MetadataCache;
  readonly #source: MetadataSource;

  constructor(store: DatedStore, cache: MetadataCache, source: MetadataSource) {
    this.#store = store;
    this.#cache = cache;
    this.#source = source;
  }

  async run(): Promise<Trusted> {
    const isReached = await this.#roots();
    this.step = 'timestamp';
    await this.#timestamp(isReached);
    this.step = 'snapshot';
    await this.#keptOrNew('snapshot', (bytes, kept) => this.#store.updateSnapshot(bytes, kept));
    this.step = 'targets';
    await this.#keptOrNew('targets', (bytes) =>
      this.#store.updateDelegatedTargets(bytes, 'targets', 'root'),
    );
    return trustedIn(this.#store);
  }

  /** 5.3: one after the other, each signed by the one before. False where nobody answered. */
  async #roots(): Promise<boolean> {
    try {
      for (let count = 0; count < rootsMax; count += 1) {
        const version = this.#store.root.signed.version + 1;
        const bytes = await this.#source.fetch(`${version}.root.json`, bytesMax.root);
        if (bytes === null) return true;
        this.#store.updateRoot(Buffer.from(bytes));
        await this.#cache.write('root.json', bytes);
      }
      return true;
    } catch (error) {
      if (error instanceof SourceOutage) return false;
      throw error;
    }
  }

  /** 5.4: what is kept says what is older; without an answer it holds until it expires. */
  async #timestamp(isReached: boolean): Promise<void> {
    const kept = await this.#cache.read('timestamp.json');
    const problem = kept === null ? new SourceOutage('nothing is kept') : this.#take(kept);
    if (!isReached) {
      if (problem !== null) throw problem;
      return;
    }
    const bytes = await this.#source.fetch('timestamp.json', bytesMax.timestamp);
    if (bytes === null) throw new SourceOutage('there is no timestamp');
    try {
      this.#store.updateTimestamp(Buffer.from(bytes));
    } catch (error) {
      if (!(error instanceof EqualVersionError)) throw error;
      if (problem !== null) throw problem;
      return;
    }
    await this.#cache.write('timestamp.json', bytes);
  }

  /** Kept metadata that are not believed any more (an expiry, a new root) are no fault of the source. */
  #take(kept: Uint8Array): Error | null {
    try {
      this.#store.updateTimestamp(Buffer.from(kept));
      return null;
    } catch (error) {
      return error instanceof Error ? error : new Error(String(error));
    }
  }

  /** 5.5, 5.6: what is kept counts where it is what the level above names. */
  async #keptOrNew(
    what: 'snapshot' | 'targets',
    take: (bytes: Buffer, isKept: boolean) => void,
  ): Promise<void> {
    const kept = await this.#cache.read(`${what}.json`);
    if (kept !== null && isTaken(() => take(Buffer.from(kept), true))) return;
    const bytes = await this.#source.fetch(`${what}.json`, bytesMax[what]);
    if (bytes === null) throw new SourceOutage(`there is no ${what}`);
    take(Buffer.from(bytes), false);
    await this.#cache.write(`${what}.json`, bytes);
  }
}

/** What is kept and does not fit is asked for anew: nothing is lost by not believing it. */
function isTaken(take: () => void): boolean {
  try {
    take();
    return true;
  } catch {
    return false;
  }
}

function trustedIn({ root, timestamp, targets }: DatedStore): Trusted {
  if (timestamp === undefined || targets === undefined) throw new Error('metadata are missing');
  return {
    kind: 'trusted',
    rootVersion: root.signed.version,
    pacing: pacingIn(timestamp),
    pacingUntilMs: Date.parse(timestamp.signed.expires),
    manifests: manifestsIn(targets),
  };
}

function pacingIn({ signed }: Metadata<Timestamp>): Pacing {
  return pacing.parse(signed.unrecognizedFields['pacing']);
}

function distrustOf(error: unknown, what: string): Distrust {
  const why = error instanceof Error ? error.message : String(error);
  return { kind: kindOf(error), what, why };
}

function kindOf(error: unknown): Distrust['kind'] {
  if (error instanceof SourceOutage) return 'outage';
  if (error instanceof ExpiredMetadataError) return 'expired';
  if (error instanceof BadVersionError) return 'rolled-back';
  if (error instanceof LengthOrHashMismatchError) return 'mixed';
  if (error instanceof UnsignedMetadataError) return 'forged';
  return 'damaged';
}
