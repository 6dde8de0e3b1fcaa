/** What the host believes, as it lies on its disk. */
import { join } from 'node:path';
import type { MetadataCache } from '@daybreak/trust/repository';
import { readIfPresent, writeDurably } from '../durable-file/index.ts';

const names: ReadonlySet<string> = new Set([
  'root.json',
  'timestamp.json',
  'snapshot.json',
  'targets.json',
]);

export function trustFolder(stateFolder: string): MetadataCache {
  const pathOf = (name: string): string => {
    if (!names.has(name)) throw new Error(`no metadata are kept under ${name}`);
    return join(stateFolder, 'trust', name);
  };
  return {
    read: async (name) => readIfPresent(pathOf(name)),
    write: async (name, bytes) => writeDurably(pathOf(name), bytes),
  };
}
