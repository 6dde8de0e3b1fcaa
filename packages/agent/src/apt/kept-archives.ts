/** Files of packages that were installed or replaced, so that a host can go back without any source. */
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { makeFolder, syncFolder, writeDurably } from '../durable-file/index.ts';
import type { Archive } from './uris.ts';

/** What apt's signed index said of a file when it was downloaded; it lies beside the file. */
const record = z.object({
  name: z.string(),
  version: z.string(),
  architecture: z.string(),
  bytes: z.int().nonnegative(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** One more than that of the file kept before: the lowest is the oldest, whatever the clock does. */
  serial: z.int().nonnegative(),
});
export type KeptRecord = z.infer<typeof record>;

/** What a package is found by; any architecture where none is given. */
export interface Sought {
  readonly name: string;
  readonly version: string;
  readonly architecture?: string;
}

export class KeptArchives {
  readonly #folder: string;
  readonly #maxBytes: number;

  /** @param folder as this process sees it; it is made, and nothing else may lie in it */
  constructor(folder: string, maxBytes: number) {
    this.#folder = folder;
    this.#maxBytes = maxBytes;
  }

  /** The name of its file, whose content is what the index said; null where there is none. */
  async find(sought: Sought): Promise<string | null> {
    for (const kept of await this.#records()) {
      if (!isSought(kept, sought)) continue;
      if ((await this.#hashOf(fileOf(kept))) === kept.sha256) return fileOf(kept);
    }
    return null;
  }

  /** Of all kept versions the one that was kept last. */
  async newest(name: string): Promise<KeptRecord | null> {
    return (await this.#records()).findLast((kept) => kept.name === name) ?? null;
  }

  /**
   * Copies a file. The oldest of what is not `needed` goes for it.
   * @returns null, or why it could not be kept, in words
   */
  async keep(archive: Archive, from: string, needed: readonly Sought[]): Promise<string | null> {
    await makeFolder(this.#folder);
    await this.#sweep();
    const others = (await this.#records()).filter(({ sha256 }) => sha256 !== archive.sha256);
    const over = await this.#makeRoom(archive.bytes, others, needed);
    if (over) return `it does not fit into the ${this.#maxBytes} bytes that may be kept`;
    const isThere = (await this.#hashOf(`${archive.sha256}.deb`)) === archive.sha256;
    const failure = isThere ? null : await this.#copy(archive, from);
    if (failure === null) await this.#write(archive, (others.at(-1)?.serial ?? 0) + 1);
    return failure;
  }

  /** True where it cannot be done without what is needed. */
  async #makeRoom(
    bytes: number,
    others: readonly KeptRecord[],
    needed: readonly Sought[],
  ): Promise<boolean> {
    let sum = others.reduce((all, one) => all + one.bytes, bytes);
    const may = others.filter((one) => !needed.some((sought) => isSought(one, sought)));
    const spare = may.reduce((all, one) => all + one.bytes, 0);
    if (sum - spare > this.#maxBytes) return true;
    for (const one of may) {
      if (sum <= this.#maxBytes) break;
      await rm(join(this.#folder, `${one.sha256}.json`));
      await rm(join(this.#folder, fileOf(one)), { force: true });
      sum -= one.bytes;
    }
    return false;
  }

  async #copy({ sha256 }: Archive, from: string): Promise<string | null> {
    const target = join(this.#folder, `${sha256}.deb`);
    const hash = createHash('sha256');
    const tap = new Transform({
      transform(chunk, _encoding, done) {
        hash.update(chunk);
        done(null, chunk);
      },
    });
    try {
      const to = createWriteStream(`${target}.part`, { mode: 0o600, flush: true });
      await pipeline(createReadStream(from), tap, to);
    } catch (error) {
      await rm(`${target}.part`, { force: true });
      return error instanceof Error ? error.message : String(error);
    }
    if (hash.digest('hex') !== sha256) {
      await rm(`${target}.part`);
      return 'its content is not what the signed index says';
    }
    await rename(`${target}.part`, target);
    await syncFolder(this.#folder);
    return null;
  }

  async #write({ name, version, architecture, bytes, sha256 }: Archive, serial: number) {
    const path = join(this.#folder, `${sha256}.json`);
    const kept: KeptRecord = { name, version, architecture, bytes, sha256, serial };
    await writeDurably(path, JSON.stringify(kept));
  }

  /** What was stopped half-way: a file without its record is of no use. */
  async #sweep(): Promise<void> {
    const names = new Set(await this.#names());
    const lost = [...names].filter(
      (name) =>
        name.endsWith('.part') ||
        name.endsWith('.new') ||
        (name.endsWith('.deb') && !names.has(name.replace(/deb$/, 'json'))),
    );
    for (const name of lost) await rm(join(this.#folder, name));
  }

  /** Oldest first. One that cannot be read is as good as none. */
  async #records(): Promise<readonly KeptRecord[]> {
    const names = (await this.#names()).filter((name) => /^[0-9a-f]{64}\.json$/.test(name));
    const texts = names.map((name) => readFile(join(this.#folder, name), 'utf8'));
    const kept = (await Promise.all(texts)).flatMap((text, at) => {
      const read = record.safeParse(jsonOf(text)).data;
      return read !== undefined && `${read.sha256}.json` === names[at] ? [read] : [];
    });
    return kept.sort((a, b) => a.serial - b.serial);
  }

  async #names(): Promise<readonly string[]> {
    return readdir(this.#folder).catch(absent([]));
  }

  async #hashOf(name: string): Promise<string | null> {
    const path = join(this.#folder, name);
    if ((await stat(path).catch(absent(null))) === null) return null;
    const hash = createHash('sha256');
    await pipeline(createReadStream(path), hash);
    return hash.digest('hex');
  }
}

function fileOf({ sha256 }: KeptRecord): string {
  return `${sha256}.deb`;
}

function isSought(kept: KeptRecord, { name, version, architecture }: Sought): boolean {
  const isName = kept.name === name && kept.version === version;
  return isName && (architecture === undefined || kept.architecture === architecture);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function absent<T>(instead: T): (error: NodeJS.ErrnoException) => T {
  return (error) => {
    if (error.code === 'ENOENT') return instead;
    throw error;
  };
}
