/** One Debian host: an overlay over the base system, in namespaces of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { type Command, type Ended, quietEnvironment, runHere } from '@daybreak/agent/command';
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
  readonly #init: ChildProcess;
  /** Of its first process. */
  readonly pid: number;
  readonly #folder: string;

  /** Mounts and processes are the host's own: they end with it, also when all of this is killed. */
  static async start(place: HostPlace): Promise<FleetHost> {
    const { base, folder, repository, sourceLine, name = '', programs = '' } = place;
    // A disk that does not wait for its writes refuses to be used again, unless it is told to.
    rmSync(join(folder, 'work'), { recursive: true, force: true });
    for (const name of ['upper', 'work', 'root'])
      mkdirSync(join(folder, name), { recursive: true });
    for (const path of ['srv/repository', 'opt/daybreak', 'etc/apt/sources.list.d']) {
      mkdirSync(join(folder, 'upper', path), { recursive: true });
    }
    writeFileSync(join(folder, 'upper/etc/apt/sources.list.d/fleet.list'), sourceLine);
    const namespaces = ['--mount', '--pid', '--net', '--uts', '--ipc', '--fork'];
    const [program, args] = tied('unshare', [
      ...[...namespaces, '--kill-child=SIGKILL', 'sh', '-c', begin],
    ]);
    const places = { BASE: base, FOLDER: folder, REPOSITORY: repository };
    const init = spawn(program, args, {
      env: { ...quietEnvironment, ...places, NAME: name, PROGRAMS: programs },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const pid = await readyPid(init);
    return new FleetHost(init, pid, folder);
  }

  private constructor(init: ChildProcess, pid: number, folder: string) {
    this.#init = init;
    this.pid = pid;
    this.#folder = folder;
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
    await killed(this.#init);
  }
}

async function killed(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  await ended(child);
}

/** Once it has said its first word. @throws Error where it ends instead */
async function ready(child: ChildProcess, what: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`${what} did not start: ${code}`)));
    child.stdout?.once('data', () => resolve());
  });
}

/** The pid of the host's first process, once it has its disk: the only child of `unshare`. */
async function readyPid(init: ChildProcess): Promise<number> {
  await ready(init, 'the host');
  const pid = childOf(init.pid);
  if (pid === null) throw new Error('the host has ended');
  return pid;
}
