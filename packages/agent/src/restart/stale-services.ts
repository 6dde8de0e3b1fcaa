/** Who runs what has been replaced on disk. */
import { readdir, readFile, readlink } from 'node:fs/promises';
import { join } from 'node:path';
import { deletedInMaps, isDeletedProgram, programName } from './maps.ts';
import { unitOf } from './unit.ts';

/**
 * Units, and names of programs that belong to none; each once, by code units. Containers are left
 * out: what they run is not of this host's packages.
 * @param proc `/proc`, whole: only root may read what others run
 */
export async function staleServices(proc: string): Promise<readonly string[]> {
  const pids = (await readdir(proc)).filter((name) => /^\d+$/.test(name));
  const names = new Set<string>();
  // One after the other: hundreds of processes at once would be as many open files.
  for (const pid of pids) {
    const name = await staleService(join(proc, pid)).catch(unlessEnded);
    if (name !== null) names.add(name);
  }
  return [...names].sort();
}

async function staleService(folder: string): Promise<string | null> {
  // The kernel's own threads have no program.
  const program = await readlink(join(folder, 'exe')).catch(unlessEnded);
  if (program === null) return null;
  const maps = await readFile(join(folder, 'maps'), 'utf8');
  if (!isDeletedProgram(program) && deletedInMaps(maps).length === 0) return null;
  if (isInContainer(await readFile(join(folder, 'status'), 'utf8'))) return null;
  return unitOf(await readFile(join(folder, 'cgroup'), 'utf8')) ?? programName(program);
}

/** Has a number in more than one namespace of processes: `NSpid:\t812\t1` (proc_pid_status(5)). */
export function isInContainer(status: string): boolean {
  return /^NSpid:\s+\d+\s+\d/m.test(status);
}

/** A process may end while it is looked at. */
function unlessEnded(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT' || error.code === 'ESRCH') return null;
  throw error;
}
