/** Who has taken apt's and dpkg's locks, as the kernel tells it. A lock is never removed. */
import { readdir, readFile, readlink, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Of dpkg's front ends, of dpkg, of what is downloaded, of the lists of packages. */
const lockFiles = [
  '/var/lib/dpkg/lock-frontend',
  '/var/lib/dpkg/lock',
  '/var/cache/apt/archives/lock',
  '/var/lib/apt/lists/lock',
];

export interface TakenLock {
  readonly pid: number;
  readonly inode: number;
}

/** Each holder once, in words; empty where nobody holds a lock any more. @param root of the host's disk */
export async function lockHolders(root: string): Promise<readonly string[]> {
  const taken = parseLocks(await readFile(join(root, 'proc/locks'), 'utf8'));
  const words: string[] = [];
  for (const path of lockFiles) {
    const inode = await stat(join(root, path)).then(({ ino }) => ino, gone);
    for (const { pid } of taken.filter((one) => one.inode === inode)) {
      if (!(await hasOpen(root, pid, path))) continue;
      words.push(`${path} is held by process ${pid} (${await programOf(root, pid)})`);
    }
  }
  return words;
}

/** `1: POSIX  ADVISORY  WRITE 75 00:28:2356699 0 EOF`; those that wait for one hold none. */
export function parseLocks(text: string): readonly TakenLock[] {
  return text.split('\n').flatMap((line) => {
    const found = /^\d+: +\S+ +\S+ +\S+ +(\d+) +[0-9a-f]+:[0-9a-f]+:(\d+) /.exec(line);
    return found === null ? [] : [{ pid: Number(found[1]), inode: Number(found[2]) }];
  });
}

/** Another disk may have a file of the same inode. */
async function hasOpen(root: string, pid: number, path: string): Promise<boolean> {
  const folder = join(root, 'proc', String(pid), 'fd');
  const names = await readdir(folder).catch(none);
  const links = await Promise.all(names.map((name) => readlink(join(folder, name)).catch(gone)));
  return links.some((link) => link?.endsWith(path));
}

async function programOf(root: string, pid: number): Promise<string> {
  const name = await readFile(join(root, 'proc', String(pid), 'comm'), 'utf8').catch(gone);
  return name?.trim() ?? 'has ended';
}

function none(error: NodeJS.ErrnoException): string[] {
  gone(error);
  return [];
}

/** Files and processes come and go; any other fault is one. */
function gone(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT' || error.code === 'ESRCH') return null;
  throw error;
}
