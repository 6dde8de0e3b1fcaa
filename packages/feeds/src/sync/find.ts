import { open, readdir, readFile, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { documentBytesMax, FeedError, messageOf } from '../feed/index.ts';

const documentName = /\.(?:xml|json|csv|tar)(?:\.gz)?$|\.(?:zip|tgz)$/i;

/** Files in one folder and those below; more is no folder of feeds but somebody's disk. */
const filesMax = 100_000;

/**
 * The files that may be documents, by their names, in the order of their paths. Hidden files and
 * folders are left alone, links are not followed.
 * @throws FeedError `unreadable`
 */
export async function findDocuments(folder: string): Promise<readonly string[]> {
  const found: string[] = [];
  await collect(folder, found);
  return found.sort();
}

async function collect(folder: string, found: string[]): Promise<void> {
  for (const entry of await list(folder)) {
    if (entry.name.startsWith('.')) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await collect(path, found);
    else if (entry.isFile() && documentName.test(entry.name)) found.push(path);
    if (found.length > filesMax) {
      throw new FeedError('too-large', folder, '', `more than ${filesMax} files`);
    }
  }
}

async function list(folder: string) {
  return readable(folder, () => readdir(folder, { withFileTypes: true }));
}

/** @throws FeedError `unreadable` or `too-large` */
export async function readDocument(path: string): Promise<Uint8Array> {
  return readable(path, async () => {
    const { size } = await stat(path);
    if (size > documentBytesMax) throw new FeedError('too-large', path, '', `${size} bytes`);
    return readFile(path);
  });
}

/**
 * Bytes of a file, its first ones or, where `last`, its last; all of one that has no more.
 * @throws FeedError `unreadable`
 */
export async function readPart(path: string, length: number, last = false): Promise<Uint8Array> {
  return readable(path, async () => {
    await using file = await open(path, 'r');
    const { size } = await file.stat();
    const start = last ? Math.max(0, size - length) : 0;
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, start);
    return buffer.subarray(0, bytesRead);
  });
}

async function readable<T>(path: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (cause) {
    if (cause instanceof FeedError) throw cause;
    throw new FeedError('unreadable', path, '', messageOf(cause), { cause });
  }
}

/** A path as people see it: inside the folder they named. */
export function sourceName(folder: string, path: string): string {
  return relative(folder, path);
}
