import type { AgentStatus } from '@daybreak/protocol/agent';
import {
  type Distrust,
  type MetadataSource,
  refreshTrust,
  type Trusted,
} from '@daybreak/trust/repository';
import { plainText } from '../plain-text/index.ts';
import { trustFolder } from '../trust-folder/index.ts';

/** Asked for though no order needs it, so that people see what the host believes. */
const everyMs = 3_600_000;

/** Whom the host believes, as it found when it last asked. Whoever asks meanwhile waits for their turn. */
export class TrustKeeper {
  readonly #stateFolder: string;
  readonly #source: MetadataSource;
  readonly #now: () => Date;
  /** Null where the host has no root; undefined where nobody has asked yet. */
  #last: Trusted | Distrust | null | undefined;
  #dueMs = Number.NEGATIVE_INFINITY;
  #before: Promise<unknown> = Promise.resolve();

  constructor(stateFolder: string, source: MetadataSource, now: () => Date) {
    this.#stateFolder = stateFolder;
    this.#source = source;
    this.#now = now;
  }

  async refreshIfDue(monotonicMs: number): Promise<void> {
    if (monotonicMs >= this.#dueMs) await this.refresh(monotonicMs);
  }

  refresh(monotonicMs: number): Promise<Trusted | Distrust | null> {
    this.#dueMs = monotonicMs + everyMs;
    const found = this.#before.then(() => this.#ask());
    this.#before = found.catch(() => undefined); // Whoever asked is told.
    return found;
  }

  async #ask(): Promise<Trusted | Distrust | null> {
    const cache = trustFolder(this.#stateFolder);
    const hasRoot = (await cache.read('root.json')) !== null;
    this.#last = hasRoot ? await refreshTrust(cache, this.#source, this.#now()) : null;
    return this.#last;
  }

  /** As it was found last; null where the host has no root, undefined where nobody has asked yet. */
  get believed(): Trusted | Distrust | null | undefined {
    return this.#last;
  }

  get status(): AgentStatus['trust'] {
    const last = this.#last;
    if (last === undefined) return { state: 'outage', rootVersion: 0, why: 'not asked yet' };
    if (last === null) return { state: 'no-root', rootVersion: 0, why: '' };
    if (last.kind === 'trusted') {
      return { state: 'trusted', rootVersion: last.rootVersion, why: '' };
    }
    const why = plainText(`${last.what}: ${last.why}`, 1000);
    return { state: last.kind, rootVersion: 0, why };
  }
}
