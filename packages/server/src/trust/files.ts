/** Metadata and manifests as files, which any cache may keep and pass on. */
import { type Database, transact } from '@daybreak/storage/database';
import { holdTrust, listRoots, readManifests, readMetadata } from '@daybreak/storage/trust';
import { manifestsIn, parseTargets } from '@daybreak/trust/repository';
import { sha256Of } from './hash.ts';
import { type Paced, readPaced, signPaced } from './pace.ts';

/** A fleet asks for the same at once: it is read this often. A halt is hidden no longer for it. */
const keepMs = 1000;

export class TrustFiles {
  readonly #database: Database;
  readonly #now: () => Date;
  #paced: { readonly at: number; readonly answer: Promise<Paced | null> } | null = null;

  constructor({ database, now }: { readonly database: Database; readonly now: () => Date }) {
    this.#database = database;
    this.#now = now;
  }

  /** `timestamp.json`, `3.root.json`, `<SHA-256>.root.json`; null where there is none of that name. */
  async read(name: string): Promise<Uint8Array | null> {
    const root = /^(\w+)\.root\.json$/.exec(name)?.[1];
    if (root !== undefined) return this.#root(root);
    const role = /^(timestamp|snapshot|targets)\.json$/.exec(name)?.[1];
    if (role === undefined) return null;
    return (await this.#current())?.[role as keyof Paced].bytes ?? null;
  }

  /** By its version, as hosts go from one to the next; by its hash, as a token names the one to begin with. */
  async #root(which: string): Promise<Uint8Array | null> {
    if (/^\d{1,9}$/.test(which)) {
      return (await readMetadata(this.#database, 'root', Number(which)))?.bytes ?? null;
    }
    const roots = await listRoots(this.#database);
    return roots.find(({ bytes }) => sha256Of(bytes) === which)?.bytes ?? null;
  }

  /** A manifest that approvers have signed, by its path; null where there is none. */
  async manifest(path: string): Promise<string | null> {
    const targets = (await this.#current())?.targets;
    const sha256 = targets && manifestsIn(parseTargets(targets.bytes)).get(path);
    if (sha256 === undefined) return null;
    return (await readManifests(this.#database, [sha256]))[0]?.text ?? null;
  }

  /** What was signed or changed here counts from now on. */
  forget(): void {
    this.#paced = null;
  }

  #current(): Promise<Paced | null> {
    const at = this.#now().getTime();
    if (this.#paced === null || Math.abs(at - this.#paced.at) >= keepMs) {
      const answer = this.#read();
      this.#paced = { at, answer };
      answer.catch(() => this.forget());
    }
    return this.#paced.answer;
  }

  async #read(): Promise<Paced | null> {
    const now = this.#now();
    return (
      (await readPaced(this.#database, now)) ??
      transact(this.#database, async (tx) => {
        await holdTrust(tx);
        return signPaced(tx, now);
      })
    );
  }
}
