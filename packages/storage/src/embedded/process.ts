/**
 * Which process is it? A pid alone does not say: it is given to another process sooner or later.
 * A pid with its start time, in ticks since boot, and the boot's own id does.
 */

import { execFileSync } from 'node:child_process';
import { readdir, readlink } from 'node:fs/promises';
import { hasCode, readIfPresent } from './files.ts';

export interface ProcessIdentity {
  readonly pid: number;
  /** Changes when the pid is reused; compared, never read. */
  readonly started: string;
}

/** The process that has this pid now; null when there is none, or only a zombie. */
export async function identify(pid: number): Promise<ProcessIdentity | null> {
  const started = process.platform === 'linux' ? await startedLinux(pid) : startedElsewhere(pid);
  return started === null ? null : { pid, started };
}

async function startedLinux(pid: number): Promise<string | null> {
  const stat = await readVanishing(`/proc/${pid}/stat`);
  if (stat === null) return null;
  // The second field is the program's name in parentheses and may hold spaces, see proc(5).
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  if (fields[0] === 'Z' || fields[0] === 'X') return null;
  const boot = (await readIfPresent('/proc/sys/kernel/random/boot_id')) ?? '';
  return `${boot.trim()} ${fields[19]}`;
}

/** A process may end while we read about it: that reads as ESRCH and means "not there". */
async function readVanishing(path: string): Promise<string | null> {
  try {
    return await readIfPresent(path);
  } catch {
    return null;
  }
}

function startedElsewhere(pid: number): string | null {
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim();
  } catch {
    return null;
  }
}

/**
 * Every process that works in this folder. A postmaster and all its children do (they change to
 * their data folder when they start). Null where the system does not tell.
 */
export async function processesIn(folder: string): Promise<number[] | null> {
  if (process.platform !== 'linux') return null;
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const found = await Promise.all(pids.map(async (pid) => (await worksIn(pid, folder)) && pid));
  return found.filter((pid) => pid !== false);
}

async function worksIn(pid: number, folder: string): Promise<boolean> {
  try {
    return (await readlink(`/proc/${pid}/cwd`)) === folder && (await identify(pid)) !== null;
  } catch {
    // Gone meanwhile, or another account's process, which is not one of ours.
    return false;
  }
}

/** Does a postmaster of this cluster have this pid? */
export async function isPostmasterOf(pid: number, cluster: string): Promise<boolean> {
  if ((await identify(pid)) === null) return false;
  if (process.platform === 'linux') return worksIn(pid, cluster);
  return commandOf(pid).includes(cluster);
}

function commandOf(pid: number): string {
  try {
    return execFileSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' });
  } catch {
    return '';
  }
}

/** Sends a signal; a process that is gone already is fine. */
export function signalIfAlive(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (!hasCode(error, 'ESRCH')) throw error;
  }
}
