import { randomUUID } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { FeedError, messageOf } from '../feed/error.ts';

/**
 * Puts a file in its place whole or not at all: written beside it under a hidden name, flushed, then
 * renamed. Whoever reads meanwhile, and whoever comes after a crash, sees the old one or the new one.
 * @throws FeedError `unreadable` with the file, when the disk does not take it
 */
export async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const folder = dirname(path);
  const temporary = join(folder, `.${basename(path)}.${randomUUID()}`);
  try {
    await mkdir(folder, { recursive: true, mode: 0o750 });
    await writeDurably(temporary, bytes);
    await rename(temporary, path);
    await syncFolder(folder);
  } catch (cause) {
    throw new FeedError('unreadable', path, '', messageOf(cause), { cause });
  } finally {
    await rm(temporary, { force: true });
  }
}

async function writeDurably(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'wx', 0o640);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
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
