/**
 * The index of knowledge: a section for each product, one for all applications, and one for what
 * vendors say of the nature of all advisories. So a check of one host unpacks only what concerns it,
 * and a new bulletin changes the fingerprints of just those products that it names.
 */
import type { FeedStatus, WindowsProduct } from '@daybreak/core/bulletin';
import type { FileKind, Place } from './container.ts';

export const knowledgeFile: FileKind = { magic: 'DAYBREAK', version: 5 };

export interface SectionPlace extends Place {
  /** Hex SHA-256 of the unpacked section: equal knowledge, equal fingerprint. */
  readonly fingerprint: string;
}

/** The section of a product. */
export interface SectionEntry extends SectionPlace {
  readonly id: string;
  readonly product: WindowsProduct;
}

export interface IndexHeader {
  readonly feeds: readonly FeedStatus[];
  /** Tells the documents it was made from; not there where nobody recorded them. */
  readonly madeFrom?: string;
  readonly sections: readonly SectionEntry[];
  readonly applications: SectionPlace;
  readonly statements: SectionPlace;
}
