import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import type { FeedStatus, Knowledge, ProductId, ProductKnowledge } from '@daybreak/core/bulletin';
import { IndexError } from './columns.ts';
import {
  formatVersion,
  type IndexHeader,
  magic,
  preambleLength,
  type SectionEntry,
  type SectionPlace,
  unpack,
} from './format.ts';
import { decodeKnowledge } from './section.ts';
import { Statements } from './statements.ts';

/**
 * What the feeds know, read from the index file. Sections are read when first asked for; the file
 * stays open, so that a newer index put in its place does not mix with this one.
 */
export class KnowledgeIndex implements Disposable {
  readonly feeds: readonly FeedStatus[];
  readonly #sections: ReadonlyMap<ProductId, SectionEntry>;
  readonly #applications: SectionPlace;
  readonly #statements: SectionPlace;
  #decodedStatements: Statements | undefined;
  readonly #file: number;
  readonly #start: number;

  /** @throws {IndexError} when the file is not a whole index of this version. */
  static open(path: string): KnowledgeIndex {
    const file = openSync(path, 'r');
    try {
      return new KnowledgeIndex(file);
    } catch (error) {
      closeSync(file);
      throw error;
    }
  }

  private constructor(file: number) {
    const { header, end } = readHeader(file);
    this.feeds = header.feeds;
    this.#sections = new Map(header.sections.map((section) => [section.id, section]));
    this.#applications = header.applications;
    this.#statements = header.statements;
    this.#file = file;
    this.#start = end;
  }

  get products(): readonly SectionEntry[] {
    return [...this.#sections.values()];
  }

  /** Changes when, and only when, the knowledge of the product does; null where there is none. */
  fingerprint(id: ProductId): string | null {
    return this.#sections.get(id)?.fingerprint ?? null;
  }

  /** Null where no feed has the product. */
  product(id: ProductId): ProductKnowledge | null {
    const section = this.#sections.get(id);
    if (section === undefined) return null;
    const knowledge = decodeKnowledge(this.#read(section, `the section of ${id}`));
    return { id, product: section.product, ...knowledge };
  }

  applications(): Knowledge {
    return decodeKnowledge(this.#read(this.#applications, 'the section of applications'));
  }

  /** What vendors say of the nature of advisories, whatever product they are of. */
  statements(): Statements {
    this.#decodedStatements ??= new Statements(
      this.#read(this.#statements, 'the section of statements'),
    );
    return this.#decodedStatements;
  }

  #read({ offset, length }: SectionPlace, name: string): Uint8Array {
    return unpack(read(this.#file, this.#start + offset, length), name);
  }

  [Symbol.dispose](): void {
    closeSync(this.#file);
  }
}

function readHeader(file: number): { header: IndexHeader; end: number } {
  const preamble = read(file, 0, preambleLength);
  if (preamble.toString('latin1', 0, magic.length) !== magic) {
    throw new IndexError('this is not a Daybreak index');
  }
  const version = preamble.readUInt32LE(8);
  if (version !== formatVersion) {
    throw new IndexError(
      `the index has format ${version}, this Daybreak reads ${formatVersion}: run "daybreak feeds sync"`,
    );
  }
  const length = preamble.readUInt32LE(12);
  const unpacked = unpack(read(file, preambleLength, length), 'the header');
  return {
    header: JSON.parse(Buffer.from(unpacked).toString()) as IndexHeader,
    end: preambleLength + length,
  };
}

function read(file: number, position: number, length: number): Buffer {
  if (position + length > fstatSync(file).size) throw new IndexError('the index is cut short');
  const bytes = Buffer.alloc(length);
  readSync(file, bytes, 0, length, position);
  return bytes;
}
