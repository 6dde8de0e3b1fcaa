import { createHash } from 'node:crypto';
import type { FeedStatus, GatheredKnowledge } from '@daybreak/core/bulletin';
import type { VendorStatement } from '@daybreak/core/threat';
import { writeWhole } from '../whole-file/index.ts';
import { encodeFile, Sections } from './container.ts';
import { type IndexHeader, knowledgeFile, type SectionPlace } from './format.ts';
import { encodeKnowledge } from './section.ts';
import { encodeStatements } from './statements.ts';

export interface IndexContent extends GatheredKnowledge {
  readonly feeds: readonly FeedStatus[];
  /** In the order of their advisories, one of each. */
  readonly statements: readonly VendorStatement[];
  /** Tells the documents it is made from, for who asks whether it has to be made anew. */
  readonly madeFrom?: string;
}

/** Writes the index whole or not at all: whoever reads meanwhile sees the old one or the new one. */
export async function writeIndex(path: string, content: IndexContent): Promise<void> {
  await writeWhole(path, encodeIndex(content));
}

export function encodeIndex(content: IndexContent): Uint8Array {
  const { products, applications, statements, ...told } = content;
  const sections = new Sections();
  const header: IndexHeader = {
    ...told,
    applications: add(sections, encodeKnowledge(applications)),
    statements: add(sections, encodeStatements(statements)),
    sections: products.map((one) => ({
      id: one.id,
      product: one.product,
      ...add(sections, encodeKnowledge(one)),
    })),
  };
  return encodeFile(knowledgeFile, header, sections);
}

function add(sections: Sections, bytes: Uint8Array): SectionPlace {
  const fingerprint = createHash('sha256').update(bytes).digest('hex');
  return { fingerprint, ...sections.add(bytes) };
}
