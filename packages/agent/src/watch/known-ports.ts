import { join } from 'node:path';
import { z } from 'zod';
import { readIfPresent, removeDurably, writeDurably } from '../durable-file/index.ts';
import type { Finding } from '../probe/index.ts';

const kept = z.strictObject({
  /** Of the watch that it was learnt under. */
  manifests: z.array(z.string()),
  ports: z.array(z.int().min(0).max(65_535)),
});
type Kept = z.infer<typeof kept>;

/**
 * Ports that were open since the watch began. They are on disk, because a restart of the host is what
 * may lose one. Those of the first look count at once; a later one does when two looks in a row have
 * seen it, so that what opens a port for a moment is not missed afterwards.
 */
export class KnownPorts {
  readonly #path: string;
  #kept: Kept | null;
  #latest: readonly number[] | null = null;
  #previous: readonly number[] = [];

  private constructor(path: string, found: Kept | null) {
    this.#path = path;
    this.#kept = found;
  }

  static async open(stateFolder: string): Promise<KnownPorts> {
    const path = join(stateFolder, 'watch.json');
    return new KnownPorts(path, readKept(await readIfPresent(path)));
  }

  /** A watch that shares no manifest with the one before is another one: what was open then is forgotten. */
  begin(manifests: readonly string[]): void {
    if (this.#kept === null || isSame(this.#kept.manifests, manifests)) return;
    this.#kept = null;
    this.#previous = [];
  }

  /** What a look at ports has found, judged. */
  judge(finding: Finding): Finding {
    const { ports } = finding;
    if (ports === undefined) return finding;
    this.#latest = ports;
    const missing = (this.#kept?.ports ?? []).filter((port) => !ports.includes(port));
    if (missing.length === 0) return finding;
    const names = missing.map((port) => `tcp/${port}`).join(' ');
    return { state: 'critical', text: `not open any more: ${names}` };
  }

  /** After a look that counts. */
  async learn(manifests: readonly string[]): Promise<void> {
    const latest = this.#latest;
    if (latest === null) return;
    const [known, previous] = [this.#kept, this.#previous];
    this.#previous = latest;
    const lasting = latest.filter((port) => previous.includes(port));
    const ports = known === null ? latest : [...known.ports, ...lasting];
    const now = { manifests: [...manifests], ports: [...new Set(ports)].sort((a, b) => a - b) };
    if (JSON.stringify(now) === JSON.stringify(known)) return;
    this.#kept = now;
    await writeDurably(this.#path, JSON.stringify(now));
  }

  async forget(): Promise<void> {
    this.#kept = null;
    this.#latest = null;
    this.#previous = [];
    await removeDurably(this.#path);
  }
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length + b.length === 0 || a.some((path) => b.includes(path));
}

/** Null for what cannot be read: then it is learnt anew. */
function readKept(bytes: Buffer | null): Kept | null {
  try {
    return bytes === null ? null : kept.parse(JSON.parse(bytes.toString()));
  } catch {
    return null;
  }
}
