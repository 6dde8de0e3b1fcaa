/** One Debian host: an overlay over the base system, in namespaces of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { cp, readlink } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { type Command, type Ended, quietEnvironment, runHere } from '@daybreak/agent/command';

export interface HostPlace {
  readonly base: string;
  /** Of this host alone; what it changes lies here. */
  readonly folder: string;
  /** Seen by the host at `/srv/repository`. */
  readonly repository: string;
  readonly sourceLine: string;
}

/** What the first process of a host does: its own view of the disk, then nothing, for ever. */
const begin = `
set -e
mount --make-rprivate /
mount -t overlay overlay -o "lowerdir=$BASE,upperdir=$FOLDER/upper,workdir=$FOLDER/work,volatile" "$FOLDER/root"
mount -t proc proc "$FOLDER/root/proc"
mount -t tmpfs tmpfs "$FOLDER/root/run"
mount -t devpts -o newinstance,ptmxmode=0666 devpts "$FOLDER/root/dev/pts"
ln -sf pts/ptmx "$FOLDER/root/dev/ptmx"
mount --bind -o ro "$REPOSITORY" "$FOLDER/root/srv/repository"
echo ready
exec chroot "$FOLDER/root" /bin/sleep infinity
`;

export class FleetHost implements AsyncDisposable {
  readonly #init: ChildProcess;
  readonly #pid: number;
  readonly #folder: string;

  /** Mounts and processes are the host's own: they end with it, also when all of this is killed. */
  static async start(place: HostPlace): Promise<FleetHost> {
    const { base, folder, repository, sourceLine } = place;
    for (const name of ['upper', 'work', 'root'])
      mkdirSync(join(folder, name), { recursive: true });
    for (const path of ['srv/repository', 'etc/apt/sources.list.d']) {
      mkdirSync(join(folder, 'upper', path), { recursive: true });
    }
    writeFileSync(join(folder, 'upper/etc/apt/sources.list.d/fleet.list'), sourceLine);
    const namespaces = ['--mount', '--pid', '--net', '--uts', '--ipc', '--fork'];
    const init = spawn('unshare', [...namespaces, '--kill-child=SIGKILL', 'sh', '-c', begin], {
      env: { ...quietEnvironment, BASE: base, FOLDER: folder, REPOSITORY: repository },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const pid = await readyPid(init);
    await changedRoot(pid, join(folder, 'root'));
    return new FleetHost(init, pid, folder);
  }

  private constructor(init: ChildProcess, pid: number, folder: string) {
    this.#init = init;
    this.#pid = pid;
    this.#folder = folder;
  }

  /** The host's disk as other processes of this machine see it. */
  get root(): string {
    return `/proc/${this.#pid}/root`;
  }

  /** Copies a folder to a place on the host's disk. */
  async give(from: string, to: string): Promise<void> {
    await cp(from, join(this.root, to), { recursive: true });
  }

  /** Serves a folder at `http://127.0.0.1:8080`, to this host alone. */
  async serve(folder: string, network: 'whole' | 'breaks off'): Promise<AsyncDisposable> {
    const inNetwork = ['--target', String(this.#pid), '--net'];
    const up = { program: 'nsenter', args: [...inNetwork, 'ip', 'link', 'set', 'lo', 'up'] };
    await runHere({ ...up, timeoutMs: 5_000 });
    const script = join(import.meta.dirname, 'serve.ts');
    const args = [...inNetwork, process.execPath, script, folder, network];
    const server = spawn('nsenter', args, { stdio: ['ignore', 'pipe', 'inherit'] });
    await ready(server, 'the server of packages');
    return { [Symbol.asyncDispose]: () => killed(server) };
  }

  /** As if its power went: every process but the first, at once. */
  async killAll(): Promise<void> {
    await this.run({ program: 'sh', args: ['-c', 'kill -KILL -1'], timeoutMs: 5_000 });
  }

  /** Runs a program on the host, as the agent there would. */
  readonly run = (command: Command): Promise<Ended> =>
    runHere({
      ...command,
      program: 'nsenter',
      args: [
        ...['--target', String(this.#pid), '--mount', '--pid', '--net', '--uts', '--ipc'],
        ...['chroot', join(this.#folder, 'root'), command.program, ...command.args],
      ],
    });

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
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGKILL');
  await ended;
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
  const children = await runHere({
    program: 'cat',
    args: [`/proc/${init.pid}/task/${init.pid}/children`],
    timeoutMs: 5_000,
  });
  return Number(children.output.trim());
}

/** Only then does its root lead to the host's disk. */
async function changedRoot(pid: number, root: string): Promise<void> {
  for (;;) {
    if ((await readlink(`/proc/${pid}/root`)) === root) return;
    await setImmediate();
  }
}
