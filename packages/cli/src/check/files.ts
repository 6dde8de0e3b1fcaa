import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ReadError } from '@daybreak/intake/hosts';
import { type InventoryFile, readInventoryFile } from '@daybreak/intake/text';

export interface FilesRead {
  readonly files: readonly InventoryFile[];
  readonly errors: readonly ReadError[];
}

/** Reads the files named, and those directly in a folder that is named. */
export async function readFiles(paths: readonly string[]): Promise<FilesRead> {
  const files: InventoryFile[] = [];
  const errors: ReadError[] = [];
  for (const path of await expand(paths)) {
    const file = await readInventoryFile(path);
    if ('message' in file) errors.push({ source: path, ...file });
    else files.push(file);
  }
  return { files, errors };
}

async function expand(paths: readonly string[]): Promise<string[]> {
  const expanded = await Promise.all(
    paths.map(async (path) => {
      const isFolder = await stat(path).then(
        (stats) => stats.isDirectory(),
        () => false,
      );
      if (!isFolder) return [path];
      const entries = await readdir(path, { withFileTypes: true });
      return entries
        .filter((entry) => entry.isFile())
        .map(({ name }) => join(path, name))
        .sort();
    }),
  );
  return expanded.flat();
}
