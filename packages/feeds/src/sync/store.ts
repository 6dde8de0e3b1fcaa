import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { FeedName } from '@daybreak/core/bulletin';
import { z } from 'zod';
import { FeedError, isGzip, messageOf, unpack } from '../feed/index.ts';
import type { Validators } from '../fetch/index.ts';
import { writeWhole } from '../whole-file/index.ts';
import { readDocument } from './find.ts';
import { type FeedFile, findDocumentsOf, findFeedFiles } from './recognise.ts';
import { otherForms, storedName } from './stored-name.ts';

/**
 * The documents that were accepted, as they were published: what a later sync adds to, so that one
 * new month does not need the old ones again. One file for each document; each appears whole or
 * not at all. Documents that only add to each other (lists of changes, records of single CVEs) are
 * kept as one. All that is known can be made anew from this folder.
 */
export class FeedStore {
  readonly folder: string;

  /** @param dataDir the installation's data folder */
  constructor(dataDir: string) {
    this.folder = join(dataDir, 'feeds');
  }

  /** @param wanted of which feeds @throws FeedError */
  async files(wanted?: readonly FeedName[]): Promise<readonly FeedFile[]> {
    await this.#prepare();
    return findFeedFiles(this.folder, wanted);
  }

  /**
   * Tells which documents of these feeds there are, in which state: another text after any change.
   * Looks at the folder's entries only.
   * @param otherFolders more folders with such documents
   * @throws FeedError
   */
  async fingerprint(feeds: readonly FeedName[], ...otherFolders: string[]): Promise<string> {
    await this.#prepare();
    const hash = createHash('sha256');
    for (const folder of [this.folder, ...otherFolders]) {
      for (const path of await findDocumentsOf(folder, feeds)) {
        const { size, mtimeMs } = await stat(path);
        hash.update(`${path.slice(folder.length)}\0${size}\0${mtimeMs}\n`);
      }
    }
    return hash.digest('hex');
  }

  /**
   * Keeps a document, packed, in the place of the copy that was there; one that adds to others is
   * not kept by itself.
   * @throws FeedError `unreadable`
   */
  async keep(file: FeedFile): Promise<void> {
    const name = storedName(file);
    if (name === null) return;
    const bytes = await readDocument(file.path);
    await this.write(name, file.feed === 'definitions' || isGzip(bytes) ? bytes : gzipSync(bytes));
    for (const other of otherForms(name)) await rm(join(this.folder, other), { force: true });
  }

  /** Keeps bytes under a name; leaves the file alone that has them already. */
  async write(name: string, bytes: Uint8Array): Promise<void> {
    const path = join(this.folder, name);
    const known = await readFile(path).catch(() => null);
    if (known === null || Buffer.compare(known, bytes) !== 0) await writeWhole(path, bytes);
  }

  /** What the servers said about the copies that were fetched last, by address. */
  async validators(): Promise<Readonly<Record<string, Validators>>> {
    try {
      const text = await readFile(join(this.folder, validatorsName), 'utf8');
      return validatorsSchema.parse(JSON.parse(text));
    } catch {
      // Not there or damaged: then everything is fetched once more, and it is written anew.
      return {};
    }
  }

  async keepValidators(validators: Readonly<Record<string, Validators>>): Promise<void> {
    await writeWhole(
      join(this.folder, validatorsName),
      Buffer.from(JSON.stringify(validators, null, 2)),
    );
  }

  async #prepare(): Promise<void> {
    try {
      await mkdir(this.folder, { recursive: true, mode: 0o750 });
    } catch (cause) {
      throw new FeedError('unreadable', this.folder, '', messageOf(cause), { cause });
    }
  }
}

/** Whether two documents say the same, packed or not. @throws FeedError */
export async function isSameDocument(one: FeedFile, other: FeedFile): Promise<boolean> {
  const [a, b] = [await readDocument(one.path), await readDocument(other.path)];
  if (Buffer.compare(a, b) === 0) return true;
  return Buffer.compare(unpack(a, one.source), unpack(b, other.source)) === 0;
}

const validatorsSchema = z.record(
  z.string(),
  z.object({ etag: z.string(), lastModified: z.string() }),
);

/** Hidden, so that it is not taken for a document. */
const validatorsName = '.validators.json';
