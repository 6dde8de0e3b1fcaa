import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { ReadError } from '@daybreak/intake/hosts';
import { type InventoryFile, readInventoryFile } from '@daybreak/intake/text';

export interface FilesRead {
  readonly files: readonly InventoryFile[];
  readonly errors: readonly ReadError[];
}

/** Reads the files named, and those directly in a folder that is named. */
export function readFiles(paths: readonly string[]): FilesRead {
  const files: InventoryFile[] = [];
  const errors: ReadError[] = [];
  for (const path of paths.flatMap(expand)) {
    const file = readInventoryFile(path);
    if ('message' in file) errors.push({ source: path, ...file });
    else files.push(file);
  }
  return { files, errors };
}

function expand(path: string): string[] {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) return [path];
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => join(path, name))
    .sort();
}
