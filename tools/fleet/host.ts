/** One Debian host: an overlay over the base system, in namespaces of its own. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { type Command, type Ended, runHere } from '@daybreak/agent/command';
import { type HostPlace, killed, type Machine, ready, startMachine } from './machine.ts';
import { tied } from './processes.ts';

/** What the first process of a host does: its own view of the disk, then see orphans off, for ever. */
const begin = `
set -e
mount --make-rprivate /
if [ -n "$NAME" ]; then hostname "$NAME"; fi
mount -t overlay overlay -o "lowerdir=$BASE,upperdir=$FOLDER/upper,workdir=$FOLDER/work,volatile" "$FOLDER/root"
mount -t proc proc "$FOLDER/root/proc"
mount -t tmpfs tmpfs "$FOLDER/root/run"
mount -t devpts -o newinstance,ptmxmode=0666 devpts "$FOLDER/root/dev/pts"
ln -sf pts/ptmx "$FOLDER/root/dev/ptmx"
mount --bind -o ro "$REPOSITORY" "$FOLDER/root/srv/repository"
if [ -n "$PROGRAMS" ]; then mount --bind -o ro "$PROGRAMS" "$FOLDER/root/opt/daybreak"; fi
exec chroot "$FOLDER/root" /bin/sh -c 'echo ready; while :; do sleep 3600 & wait; done'
`;

export class FleetHost implements AsyncDisposable {
  readonly #machine: Machine;
  readonly #folder: string;

  static async start(place: HostPlace): Promise<FleetHost> {
    return new FleetHost(await startMachine(place, begin), place.folder);
  }

  protected constructor(machine: Machine, folder: string) {
    this.#machine = machine;
    this.#folder = folder;
  }

  /** Of its first process, which holds its network. */
  get pid(): number {
    return this.#machine.pid;
  }

  /** The host's disk, with its own `/proc`, as programs of this machine see it. */
  get root(): string {
    return `/proc/${this.pid}/root`;
  }

  /** Copies a folder to a place on the host's disk. */
  async give(from: string, to: string): Promise<void> {
    await cp(from, join(this.root, to), { recursive: true });
  }

  /** Serves a folder at `http://127.0.0.1:8080`, to this host alone. */
  async serve(folder: string, network: 'whole' | 'breaks off'): Promise<AsyncDisposable> {
    const inNetwork = ['--target', String(this.pid), '--net'];
    const up = { program: 'nsenter', args: [...inNetwork, 'ip', 'link', 'set', 'lo', 'up'] };
    await runHere({ ...up, timeoutMs: 5_000 });
    const script = join(import.meta.dirname, 'serve.ts');
    const args = [...inNetwork, process.execPath, script, folder, network];
    const [program, tiedArgs] = tied('nsenter', args);
    const server = spawn(program, tiedArgs, { stdio: ['ignore', 'pipe', 'inherit'] });
    await ready(server, 'the server of packages');
    return { [Symbol.asyncDispose]: () => killed(server) };
  }

  /** As if its power went: every process but the first, at once. */
  async killAll(): Promise<void> {
    await this.run({ program: 'sh', args: ['-c', 'kill -KILL -1'], timeoutMs: 5_000 });
  }

  /** Copies a folder of the host's disk to a place outside; sockets are no part of a disk. */
  async take(from: string, to: string): Promise<void> {
    const filter = (path: string) => !path.endsWith('.sock');
    await cp(join(this.root, from), to, { recursive: true, filter });
  }

  /** A file of the host's disk; null where it is not there now. */
  peek(path: string): string | null {
    try {
      return readFileSync(join(this.root, path), 'utf8');
    } catch {
      return null;
    }
  }

  /** Runs a program on the host, as the agent there would. */
  readonly run = (command: Command): Promise<Ended> =>
    runHere({ ...command, ...this.within(command.program, command.args) });

  /** What runs a program on the host: it is the child of this. */
  within(program: string, args: readonly string[]): Pick<Command, 'program' | 'args'> {
    const target = ['--target', String(this.pid), '--mount', '--pid', '--net', '--uts', '--ipc'];
    const root = join(this.#folder, 'root');
    return { program: 'nsenter', args: [...target, 'chroot', root, program, ...args] };
  }

  /** A line of shell, for what a test prepares. */
  async shell(line: string): Promise<string> {
    const { status, log } = await this.run({
      program: 'sh',
      args: ['-c', line],
      timeoutMs: 60_000,
    });
    if (status !== 0) throw new Error(`${line}: ended with ${status}: ${log}`);
    return log;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await killed(this.#machine.outer);
  }
}
