import { join } from 'node:path';

/** Where a data folder has its index. */
export function indexPath(dataFolder: string): string {
  return join(dataFolder, 'knowledge.index');
}
