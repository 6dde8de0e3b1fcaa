/** What a host of the fleet is to this machine: namespaces of its own, and a first process that holds them. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { quietEnvironment } from '@daybreak/agent/command';
import { childOf, ended, tied } from './processes.ts';

export interface HostPlace {
  readonly base: string;
  /** Of this host alone; what it changes lies here. */
  readonly folder: string;
  /** Seen by the host at `/srv/repository`. */
  readonly repository: string;
  readonly sourceLine: string;
  /** What the host calls itself; as the machine does where nothing is said. */
  readonly name?: string;
  /** Seen by the host at `/opt/daybreak`, where it is said. */
  readonly programs?: string;
}

export interface Machine {
  /** Everything ends with it. */
  readonly outer: ChildProcess;
  /** Of the first process inside, once it has its disk. */
  readonly pid: number;
}

/**
 * Mounts and processes are the machine's own: they end with it, also when all of this is killed.
 * @param begin what the first process does, with BASE, FOLDER, REPOSITORY, NAME and PROGRAMS; it says
 *   `ready`
 */
export async function startMachine(
  place: HostPlace,
  begin: string,
  more: Readonly<Record<string, string>> = {},
): Promise<Machine> {
  const { base, folder, repository, sourceLine, name = '', programs = '' } = place;
  // A disk that does not wait for its writes refuses to be used again, unless it is told to.
  rmSync(join(folder, 'work'), { recursive: true, force: true });
  for (const name of ['upper', 'work', 'root']) mkdirSync(join(folder, name), { recursive: true });
  for (const path of ['srv/repository', 'opt/daybreak', 'etc/apt/sources.list.d']) {
    mkdirSync(join(folder, 'upper', path), { recursive: true });
  }
  writeFileSync(join(folder, 'upper/etc/apt/sources.list.d/fleet.list'), sourceLine);
  const namespaces = ['--mount', '--pid', '--net', '--uts', '--ipc', '--fork'];
  const [program, args] = tied('unshare', [
    ...[...namespaces, '--kill-child=SIGKILL', 'sh', '-c', begin],
  ]);
  const places = { BASE: base, FOLDER: folder, REPOSITORY: repository };
  const outer = spawn(program, args, {
    env: { ...quietEnvironment, ...places, ...more, NAME: name, PROGRAMS: programs },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await ready(outer, 'the host');
  const pid = childOf(outer.pid);
  if (pid === null) throw new Error('the host has ended');
  return { outer, pid };
}

export async function killed(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  await ended(child);
}

/** Once it has said its first word. @throws Error where it ends instead */
export async function ready(child: ChildProcess, what: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`${what} did not start: ${code}`)));
    child.stdout?.once('data', () => resolve());
  });
}
