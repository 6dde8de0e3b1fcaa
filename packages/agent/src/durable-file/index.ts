/** Files that are there whole or not at all, whenever the power goes. */
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** For nobody but the agent's own user. */
const modes = { file: 0o600, folder: 0o700 } as const;

/**
 * Puts a file in its place; when this is done, it is on disk. The name beside it is always the same,
 * so that a kill leaves nothing behind that grows: whoever writes is the only one who does.
 */
export async function writeDurably(path: string, content: string | Uint8Array): Promise<void> {
  const folder = dirname(path);
  const beside = join(folder, `.${basename(path)}.new`);
  const file = await open(beside, 'w', modes.file);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(beside, path);
  await syncFolder(folder);
}

/** Gone for good when this is done; also where it, or its folder, was not there. */
export async function removeDurably(path: string): Promise<void> {
  try {
    await rm(path);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return;
    throw error;
  }
  await syncFolder(dirname(path));
}

/** Null where there is no such file. */
export async function readIfPresent(path: string): Promise<Buffer | null> {
  try {
    return await readFile(path);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return null;
    throw error;
  }
}

/** With those above it, where they are not there yet. */
export async function makeFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true, mode: modes.folder });
}

export function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

/**
 * The names in it are on disk when this is done. Windows keeps names in its journal, and lets nobody
 * open a folder as a file.
 */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
