/** What runs on the host, as the kernel tells of each process. */
import { readdir, readFile, readlink } from 'node:fs/promises';
import { join } from 'node:path';

export interface RunningProcess {
  readonly pid: number;
  readonly parent: number;
  readonly uid: number;
  /** The program's file; with ` (deleted)` where it is not there any more; empty for the kernel's own. */
  readonly program: string;
  readonly words: readonly string[];
  /** Since boot, in the kernel's ticks. */
  readonly startedTicks: number;
  /** Inodes of the sockets that it holds. */
  readonly sockets: readonly number[];
}

/** All of them; one that ends meanwhile is left out. */
export async function processes(proc: string): Promise<readonly RunningProcess[]> {
  const pids = (await readdir(proc)).filter((name) => /^\d+$/.test(name)).map(Number);
  const read = await Promise.all(pids.map((pid) => process(proc, pid)));
  return read.filter((one) => one !== null);
}

async function process(proc: string, pid: number): Promise<RunningProcess | null> {
  const folder = join(proc, String(pid));
  try {
    const stat = statOf(await readFile(join(folder, 'stat'), 'utf8'));
    const status = await readFile(join(folder, 'status'), 'utf8');
    const words = (await readFile(join(folder, 'cmdline'), 'utf8')).split('\0').slice(0, -1);
    return {
      ...{ pid, ...stat, words },
      uid: Number(/^Uid:\s+(\d+)/m.exec(status)?.[1]),
      program: await readlink(join(folder, 'exe')).catch(() => ''),
      sockets: await socketsOf(join(folder, 'fd')),
    };
  } catch (error) {
    if (hasEnded(error)) return null;
    throw error;
  }
}

/** The name in brackets may hold anything, brackets too: what follows begins after the last. */
export function statOf(text: string): { readonly parent: number; readonly startedTicks: number } {
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return { parent: Number(fields[1]), startedTicks: Number(fields[19]) };
}

async function socketsOf(folder: string): Promise<readonly number[]> {
  const names = await readdir(folder);
  const links = await Promise.all(
    names.map((name) => readlink(join(folder, name)).catch(() => '')),
  );
  return links.flatMap((link) => {
    const inode = /^socket:\[(\d+)\]$/.exec(link)?.[1];
    return inode === undefined ? [] : [Number(inode)];
  });
}

function hasEnded(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : '';
  return code === 'ENOENT' || code === 'ESRCH';
}
