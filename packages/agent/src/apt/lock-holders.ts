/** Who has dpkg's locks. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

/** Of all frontends, then of dpkg itself, then of apt's lists and its archive. */
const aptLocks = [
  'var/lib/dpkg/lock-frontend',
  'var/lib/dpkg/lock',
  'var/lib/apt/lists/lock',
  'var/cache/apt/archives/lock',
];

export interface HeldLock {
  readonly pid: number;
  readonly inode: number;
}

/**
 * What `/proc/locks` says (proc_locks(5)): `3: POSIX  ADVISORY  WRITE 45 00:28:2356699 0 EOF`. Who
 * waits for one (`->`) does not hold it.
 */
export function parseLocks(text: string): readonly HeldLock[] {
  return text.split('\n').flatMap((line) => {
    const [, pid, inode] =
      /^\d+: (?:POSIX|OFDLCK|FLOCK) +\S+ +WRITE (-?\d+) [0-9a-f]+:[0-9a-f]+:(\d+) /.exec(line) ??
      [];
    return pid === undefined ? [] : [{ pid: Number(pid), inode: Number(inode) }];
  });
}

/** In words, a line for each program that has one of them. @param locks on the host's disk */
export async function lockHolders(
  root: string,
  locks: readonly string[] = aptLocks,
): Promise<readonly string[]> {
  const proc = join(root, 'proc');
  const held = parseLocks(await readFile(join(proc, 'locks'), 'utf8'));
  const found = new Map<number, string>();
  for (const path of locks) {
    const file = await stat(join(root, path)).catch(unlessGone);
    if (file === null) continue;
    for (const { pid } of held.filter(({ inode }) => inode === file.ino)) {
      if (found.has(pid) || !(await hasOpen(proc, pid, file))) continue;
      found.set(pid, `${await commandOf(proc, pid)} (process ${pid}) has locked /${path}`);
    }
  }
  return [...found.values()];
}

const lookEveryMs = 500;

/** Until nobody has a lock, or the time is over. */
export async function waitUntilUnlocked(
  holders: () => Promise<readonly string[]>,
  seconds: number,
): Promise<void> {
  for (let waitedMs = 0; waitedMs < seconds * 1000; waitedMs += lookEveryMs) {
    if ((await holders()).length === 0) return;
    await setTimeout(lookEveryMs);
  }
}

/** Devices are numbered otherwise in `/proc/locks` on some file systems, and inodes alone repeat. */
async function hasOpen(
  proc: string,
  pid: number,
  { dev, ino }: { readonly dev: number; readonly ino: number },
): Promise<boolean> {
  const folder = join(proc, String(pid), 'fd');
  const names = (await readdir(folder).catch(unlessGone)) ?? [];
  const files = await Promise.all(names.map((name) => stat(join(folder, name)).catch(unlessGone)));
  return files.some((one) => one !== null && one.dev === dev && one.ino === ino);
}

const commandMax = 200;

/** What a process runs, in words. */
export async function commandOf(proc: string, pid: number): Promise<string> {
  const words = await readFile(join(proc, String(pid), 'cmdline'), 'utf8').catch(unlessGone);
  const command = (words ?? '').replaceAll('\0', ' ').trim();
  return command === '' ? 'a program that has ended' : command.slice(0, commandMax);
}

/** Processes end and files go while they are looked at. */
function unlessGone(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT' || error.code === 'ESRCH') return null;
  throw error;
}
