/** Whether what is about to be written fits, disk by disk. */
import { stat, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Bytes that a folder of the host is about to take. */
export interface Need {
  /** `/usr/lib`. */
  readonly folder: string;
  readonly bytes: number;
}

/** Files begin in a block of their own. */
const blockBytes = 4096;
/** How deep disks are looked for: `/var/lib/mysql`. */
const depth = 3;

/** `-rw-r--r-- root/root  500000 2026-11-23 21:17 ./opt/x`. */
const entry = /^[-l]\S+ +\S+ +(\d+) \S+ \S+ \.(\/.*)$/;

/**
 * What a package's files take, by folder. What they replace is not taken off: dpkg writes each file
 * beside the old one.
 * @param text of `dpkg-deb --contents`
 */
export function needsOf(text: string): readonly Need[] {
  const needs = new Map<string, number>();
  for (const line of text.split('\n')) {
    const [, bytes, path] = entry.exec(line) ?? [];
    if (bytes === undefined || path === undefined) continue;
    const folder =
      dirname(path)
        .split('/')
        .slice(0, depth + 1)
        .join('/') || '/';
    const blocks = Math.ceil(Number(bytes) / blockBytes);
    needs.set(folder, (needs.get(folder) ?? 0) + blocks * blockBytes);
  }
  return [...needs].map(([folder, bytes]) => ({ folder, bytes }));
}

/** Where it does not fit, in words with figures; empty where it does. @param root of the host's disk */
export async function lackOfRoom(root: string, needs: readonly Need[]): Promise<readonly string[]> {
  const disks = new Map<number, Need>();
  for (const { folder, bytes } of needs) {
    const there = await existing(root, folder);
    const { dev } = await stat(join(root, there));
    const disk = disks.get(dev);
    const shown = disk !== undefined && disk.folder.length <= there.length ? disk.folder : there;
    disks.set(dev, { folder: shown, bytes: bytes + (disk?.bytes ?? 0) });
  }
  const words = await Promise.all([...disks.values()].map((need) => lack(root, need)));
  return words.flat();
}

async function lack(root: string, { folder, bytes }: Need): Promise<readonly string[]> {
  const { bavail, bsize } = await statfs(join(root, folder));
  const free = bavail * bsize;
  if (bytes <= free) return [];
  return [`${folder} has ${megabytes(free)} free, and ${megabytes(bytes)} are needed`];
}

/** The folder itself, or what it will be made in. */
async function existing(root: string, folder: string): Promise<string> {
  try {
    await stat(join(root, folder));
    return folder;
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || folder === '/') throw error;
    return existing(root, dirname(folder));
  }
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
