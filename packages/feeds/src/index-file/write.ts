import { createHash } from 'node:crypto';
import type { FeedStatus, GatheredKnowledge, Knowledge } from '@daybreak/core/bulletin';
import { writeWhole } from '../whole-file/index.ts';
import { encodeFile, Sections } from './container.ts';
import { type IndexHeader, knowledgeFile, type SectionPlace } from './format.ts';
import { encodeKnowledge } from './section.ts';

export interface IndexContent extends GatheredKnowledge {
  readonly feeds: readonly FeedStatus[];
  /** Tells the documents it is made from, for who asks whether it has to be made anew. */
  readonly madeFrom?: string;
}

/** Writes the index whole or not at all: whoever reads meanwhile sees the old one or the new one. */
export async function writeIndex(path: string, content: IndexContent): Promise<void> {
  await writeWhole(path, encodeIndex(content));
}

export function encodeIndex({ products, applications, ...told }: IndexContent): Uint8Array {
  const sections = new Sections();
  const header: IndexHeader = {
    ...told,
    applications: add(sections, applications),
    sections: products.map((one) => ({ id: one.id, product: one.product, ...add(sections, one) })),
  };
  return encodeFile(knowledgeFile, header, sections);
}

function add(sections: Sections, knowledge: Knowledge): SectionPlace {
  const bytes = encodeKnowledge(knowledge);
  const fingerprint = createHash('sha256').update(bytes).digest('hex');
  return { fingerprint, ...sections.add(bytes) };
}
