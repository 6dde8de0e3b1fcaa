import { existsSync } from 'node:fs';
import { dataFolder } from '@daybreak/feeds/data-folder';
import { IndexError, indexPath, KnowledgeIndex } from '@daybreak/feeds/index-file';

/** What the feeds know; null where none was ever synced; in words why it cannot be read. */
export function openIndex(data: string | undefined): KnowledgeIndex | string | null {
  const path = indexPath(dataFolder(data));
  if (!existsSync(path)) return null;
  try {
    return KnowledgeIndex.open(path);
  } catch (error) {
    if (error instanceof IndexError) return `${path}: ${error.message}`;
    throw error;
  }
}
