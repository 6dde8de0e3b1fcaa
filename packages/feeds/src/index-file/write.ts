import { createHash } from 'node:crypto';
import type { FeedStatus, ProductKnowledge } from '@daybreak/core/bulletin';
import { writeWhole } from '../whole-file/index.ts';
import { formatVersion, type IndexHeader, magic, pack, preambleLength } from './format.ts';
import { encodeProduct } from './product-section.ts';

export interface IndexContent {
  readonly feeds: readonly FeedStatus[];
  readonly products: readonly ProductKnowledge[];
}

/** Writes the index whole or not at all: whoever reads meanwhile sees the old one or the new one. */
export async function writeIndex(path: string, content: IndexContent): Promise<void> {
  await writeWhole(path, encodeIndex(content));
}

export function encodeIndex({ feeds, products }: IndexContent): Uint8Array {
  let offset = 0;
  const sections = products.map((knowledge) => {
    const raw = encodeProduct(knowledge);
    const packed = pack(raw);
    const fingerprint = createHash('sha256').update(raw).digest('hex');
    const { id, product } = knowledge;
    const entry = { id, product, fingerprint, offset, length: packed.length };
    offset += packed.length;
    return { entry, packed };
  });
  const header: IndexHeader = { feeds, sections: sections.map(({ entry }) => entry) };
  const packedHeader = pack(Buffer.from(JSON.stringify(header)));
  return Buffer.concat([
    preamble(packedHeader.length),
    packedHeader,
    ...sections.map(({ packed }) => packed),
  ]);
}

function preamble(headerLength: number): Uint8Array {
  const bytes = Buffer.alloc(preambleLength);
  bytes.write(magic, 'latin1');
  bytes.writeUInt32LE(formatVersion, 8);
  bytes.writeUInt32LE(headerLength, 12);
  return bytes;
}
