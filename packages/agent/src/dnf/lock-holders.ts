/** Who has locked what dnf needs. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { commandOf, lockHolders } from '../apt/index.ts';

/** dnf writes its process into these; what is left of one that has ended locks nothing. */
const processFiles = [
  'var/lib/dnf/rpmdb_lock.pid',
  'var/cache/dnf/metadata_lock.pid',
  'var/cache/dnf/download_lock.pid',
];
/** RPM's own, while it changes something: also for those who do without dnf. */
const rpmLocks = ['var/lib/rpm/.rpm.lock', 'usr/lib/sysimage/rpm/.rpm.lock'];

/** In words, a line for each program that has one of them. @param root of the host's disk */
export async function dnfLockHolders(root: string): Promise<readonly string[]> {
  const found = new Map<number, string>();
  for (const path of processFiles) {
    const pid = Number(await readFile(join(root, path), 'utf8').catch(unlessGone));
    if (pid === 0 || !Number.isInteger(pid) || found.has(pid)) continue;
    const proc = join(root, 'proc');
    if ((await readFile(join(proc, `${pid}/stat`), 'utf8').catch(unlessGone)) === '') continue;
    found.set(pid, `${await commandOf(proc, pid)} (process ${pid}) has locked /${path}`);
  }
  return [...found.values(), ...(await lockHolders(root, rpmLocks))];
}

/** Files and processes go while they are looked at. */
function unlessGone(error: NodeJS.ErrnoException): string {
  if (error.code === 'ENOENT' || error.code === 'ESRCH') return '';
  throw error;
}
