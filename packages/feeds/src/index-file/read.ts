import type { FeedStatus, Knowledge, ProductId, ProductKnowledge } from '@daybreak/core/bulletin';
import { OpenFile } from './container.ts';
import { type IndexHeader, knowledgeFile, type SectionEntry, type SectionPlace } from './format.ts';
import { decodeKnowledge } from './section.ts';
import { Statements } from './statements.ts';

/**
 * What the feeds know, read from the index file. Sections are read when first asked for; the file
 * stays open, so that a newer index put in its place does not mix with this one.
 */
export class KnowledgeIndex implements Disposable {
  readonly feeds: readonly FeedStatus[];
  /** Tells the documents it was made from; null where nobody recorded them. */
  readonly madeFrom: string | null;
  readonly #sections: ReadonlyMap<ProductId, SectionEntry>;
  readonly #file: OpenFile<IndexHeader>;
  #decodedStatements: Statements | undefined;

  /** @throws {IndexError} when the file is not a whole index of this version. */
  static open(path: string): KnowledgeIndex {
    return new KnowledgeIndex(OpenFile.open(path, knowledgeFile));
  }

  private constructor(file: OpenFile<IndexHeader>) {
    this.feeds = file.header.feeds;
    this.madeFrom = file.header.madeFrom ?? null;
    this.#sections = new Map(file.header.sections.map((section) => [section.id, section]));
    this.#file = file;
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
    return { id, product: section.product, ...this.#read(section, `the section of ${id}`) };
  }

  applications(): Knowledge {
    return this.#read(this.#file.header.applications, 'the section of applications');
  }

  /** What vendors say of the nature of advisories, whatever product they are of. */
  statements(): Statements {
    const { header } = this.#file;
    this.#decodedStatements ??= new Statements(
      this.#file.section(header.statements, 'the section of statements'),
    );
    return this.#decodedStatements;
  }

  #read(place: SectionPlace, name: string): Knowledge {
    return decodeKnowledge(this.#file.section(place, name));
  }

  [Symbol.dispose](): void {
    this.#file[Symbol.dispose]();
  }
}
