import { createHash } from 'node:crypto';
import type { FeedStatus, GatheredKnowledge } from '@daybreak/core/bulletin';
import type { VendorStatement } from '@daybreak/core/threat';
import { writeWhole } from '../whole-file/index.ts';
import {
  formatVersion,
  type IndexHeader,
  magic,
  pack,
  preambleLength,
  type SectionPlace,
} from './format.ts';
import { encodeKnowledge } from './section.ts';
import { encodeStatements } from './statements.ts';

export interface IndexContent extends GatheredKnowledge {
  readonly feeds: readonly FeedStatus[];
  /** In the order of their advisories, one of each. */
  readonly statements: readonly VendorStatement[];
}

/** Writes the index whole or not at all: whoever reads meanwhile sees the old one or the new one. */
export async function writeIndex(path: string, content: IndexContent): Promise<void> {
  await writeWhole(path, encodeIndex(content));
}

export function encodeIndex(content: IndexContent): Uint8Array {
  const { feeds, products, applications, statements } = content;
  const sections = new Sections();
  const header: IndexHeader = {
    feeds,
    applications: sections.add(encodeKnowledge(applications)),
    statements: sections.add(encodeStatements(statements)),
    sections: products.map((one) => ({
      id: one.id,
      product: one.product,
      ...sections.add(encodeKnowledge(one)),
    })),
  };
  const packedHeader = pack(Buffer.from(JSON.stringify(header)));
  return Buffer.concat([preamble(packedHeader.length), packedHeader, ...sections.packed]);
}

/** Sections one behind the other. */
class Sections {
  readonly packed: Uint8Array[] = [];
  #length = 0;

  add(raw: Uint8Array): SectionPlace {
    const packed = pack(raw);
    const fingerprint = createHash('sha256').update(raw).digest('hex');
    const offset = this.#length;
    this.packed.push(packed);
    this.#length += packed.length;
    return { fingerprint, offset, length: packed.length };
  }
}

function preamble(headerLength: number): Uint8Array {
  const bytes = Buffer.alloc(preambleLength);
  bytes.write(magic, 'latin1');
  bytes.writeUInt32LE(formatVersion, 8);
  bytes.writeUInt32LE(headerLength, 12);
  return bytes;
}
