import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { z } from 'zod';
import { FeedError, isGzip, messageOf } from '../feed/index.ts';
import type { Validators } from '../fetch/index.ts';
import { writeWhole } from '../whole-file/index.ts';
import { readDocument } from './find.ts';
import { type FeedFile, findFeedFiles } from './recognise.ts';

/**
 * The documents that were accepted, as they were published: what a later sync adds to, so that one
 * new month does not need the old ones again. One file for each document; each appears whole or
 * not at all. Nothing here is needed to run: it can be deleted and synced anew.
 */
export class FeedStore {
  readonly folder: string;

  /** @param dataDir the installation's data folder */
  constructor(dataDir: string) {
    this.folder = join(dataDir, 'feeds');
  }

  /** @throws FeedError */
  async files(): Promise<readonly FeedFile[]> {
    try {
      await mkdir(this.folder, { recursive: true, mode: 0o750 });
    } catch (cause) {
      throw new FeedError('unreadable', this.folder, '', messageOf(cause), { cause });
    }
    return findFeedFiles(this.folder);
  }

  /**
   * Keeps a document, packed, in the place of the copy that was there.
   * @throws FeedError `unreadable`
   */
  async keep(file: FeedFile): Promise<void> {
    const bytes = await readDocument(file.path);
    const name = storedName(file);
    const packed = file.feed === 'definitions' || isGzip(bytes) ? bytes : gzipSync(bytes);
    await writeWhole(join(this.folder, name), packed);
    for (const other of otherForms(name)) await rm(join(this.folder, other), { force: true });
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
}

const validatorsSchema = z.record(
  z.string(),
  z.object({ etag: z.string(), lastModified: z.string() }),
);

/** Hidden, so that it is not taken for a document. */
const validatorsName = '.validators.json';

/** The same for each copy of a document, so that a new one takes the place of the old. */
function storedName({ feed, key, path }: FeedFile): string {
  switch (feed) {
    case 'definitions':
      return 'definitions.zip';
    case 'kev':
      return 'known_exploited_vulnerabilities.json.gz';
    case 'bulletins':
      return `bulletins-${key}.json.gz`;
    case 'msrc':
      return `msrc-${key}.${/\.json(?:\.gz)?$/i.test(path) ? 'json' : 'xml'}.gz`;
    default:
      return feed satisfies never;
  }
}

/** The name of the same document in the other of its two forms. */
function otherForms(name: string): readonly string[] {
  if (!name.startsWith('msrc-')) return [];
  return [
    name.endsWith('.xml.gz')
      ? name.replace('.xml.gz', '.json.gz')
      : name.replace('.json.gz', '.xml.gz'),
  ];
}
