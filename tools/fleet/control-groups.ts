/**
 * Where the systemd of each host keeps its control groups: the kernel has one tree of them for the
 * whole machine, and no namespace takes them along when it ends.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { ended } from './processes.ts';

const root = '/sys/fs/cgroup';
/** Of version 1: systemd's own hierarchy, and that of version 2 beside it. */
const besides = ['systemd', 'unified'].map((name) => join(root, name));

/** Once nobody is left to hold its input, and no process to hold the groups. */
const removal = `
cat
for _ in $(seq 600); do
  find "$@" -depth -type d -exec rmdir {} + 2>/dev/null
  [ -z "$(ls -d "$@" 2>/dev/null)" ] && exit
  sleep 0.1
done
`;

/** The hierarchies that a systemd asks for; none where this machine has none. */
export function hierarchies(): readonly string[] {
  if (existsSync(join(root, 'cgroup.procs'))) return [root];
  return besides.filter((path) => existsSync(join(path, 'cgroup.procs')));
}

/** Whether groups can be made: in a container, they are often there to be read alone. */
export function canMakeControlGroups(): boolean {
  try {
    for (const path of hierarchies()) accessSync(path, constants.W_OK);
    return hierarchies().length > 0;
  } catch {
    return false;
  }
}

export class ControlGroups implements AsyncDisposable {
  /** In each hierarchy; hosts make theirs below. */
  readonly folders: readonly string[];
  readonly #remover: ChildProcess;

  /** Removed again when this is disposed of, or this process has ended, however it ended. */
  constructor() {
    const name = `daybreak-fleet-${randomBytes(4).toString('hex')}`;
    this.folders = hierarchies().map((path) => join(path, name));
    const words = ['-c', removal, 'sh', ...this.folders];
    this.#remover = spawn('sh', words, { stdio: ['pipe', 'ignore', 'inherit'], detached: true });
    for (const folder of this.folders) mkdirSync(folder);
  }

  /** Every host has to have ended. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#remover.stdin?.end();
    await ended(this.#remover);
  }
}
