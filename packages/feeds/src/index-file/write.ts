import { createHash } from 'node:crypto';
import { mkdir, open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { FeedStatus, ProductKnowledge } from '@daybreak/core/bulletin';
import { formatVersion, type IndexHeader, magic, pack, preambleLength } from './format.ts';
import { encodeProduct } from './product-section.ts';

export interface IndexContent {
  readonly feeds: readonly FeedStatus[];
  readonly products: readonly ProductKnowledge[];
}

/** Writes the index whole or not at all: whoever reads meanwhile sees the old one or the new one. */
export async function writeIndex(path: string, content: IndexContent): Promise<void> {
  const temporary = `${path}.new`;
  await mkdir(dirname(path), { recursive: true });
  const file = await open(temporary, 'w');
  try {
    await file.writeFile(encodeIndex(content));
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(temporary, path);
  await syncFolder(dirname(path));
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

/** Makes the rename itself durable; not every platform lets a folder be opened for it. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
