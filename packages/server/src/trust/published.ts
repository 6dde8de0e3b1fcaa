/** What has been signed by enough approvers, read back. */
import type { Reader } from '@daybreak/storage/database';
import { readMetadata } from '@daybreak/storage/trust';
import { parseRoot, parseTargets } from '@daybreak/trust/repository';

export type PublishedRoot = ReturnType<typeof parseRoot>;
export type PublishedTargets = ReturnType<typeof parseTargets>;

export async function publishedRoot(reader: Reader): Promise<PublishedRoot | null> {
  const stored = await readMetadata(reader, 'root');
  return stored && parseRoot(stored.bytes);
}

export async function publishedTargets(reader: Reader): Promise<PublishedTargets | null> {
  const stored = await readMetadata(reader, 'targets');
  return stored && parseTargets(stored.bytes);
}
