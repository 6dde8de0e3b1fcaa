/**
 * What a fleet stands on: a bridge in a network of its own, which nothing of the machine's touches,
 * and the processes of the server's side. All of it ends with its first process, and that with us.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { quietEnvironment, runHere } from '@daybreak/agent/command';
import { childOf, ended, tied } from './processes.ts';

/** Where hosts reach the server. */
export const serverAddress = '10.77.0.1';
/** Its own for good: else a bridge takes one of its cables', and hosts lose it when that is pulled. */
const bridgeAddress = '02:00:00:4d:00:01';

const begin = `
set -e
ip link set lo up
ip link add fleet0 address ${bridgeAddress} type bridge
ip address add ${serverAddress}/16 dev fleet0
ip link set fleet0 up
echo ready
while :; do sleep 3600 & wait; done
`;

export class Ground implements AsyncDisposable {
  readonly #first: ChildProcess;
  readonly #pid: number;

  static async start(): Promise<Ground> {
    const namespaces = ['--mount', '--pid', '--net', '--fork', '--mount-proc'];
    const [program, args] = tied('unshare', [
      ...[...namespaces, '--kill-child=SIGKILL'],
      ...['sh', '-c', begin],
    ]);
    const first = spawn(program, args, {
      env: quietEnvironment,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await new Promise<void>((resolve, reject) => {
      first.once('error', reject);
      first.once('exit', (code) => reject(new Error(`the fleet has no ground: ${code}`)));
      first.stdout?.once('data', () => resolve());
    });
    const pid = childOf(first.pid);
    if (pid === null) throw new Error('the ground of the fleet has ended');
    return new Ground(first, pid);
  }

  private constructor(first: ChildProcess, pid: number) {
    this.#first = first;
    this.#pid = pid;
  }

  /** What runs a program here: it is the child of this. */
  within(program: string, args: readonly string[]): readonly [string, readonly string[]] {
    const target = ['--target', String(this.#pid), '--mount', '--pid', '--net'];
    return ['nsenter', [...target, '--', program, ...args]];
  }

  /** Gives a host its cable. @param number of the host, from 1 */
  async connect(host: { readonly pid: number }, number: number): Promise<void> {
    const address = `10.77.${(number >> 8) + 1}.${number & 255}/16`;
    const [near, pid] = [`host${number}`, String(host.pid)];
    const cable = ['type', 'veth', 'peer', 'name', 'eth0', 'netns', pid];
    await this.#unplug(near);
    await this.#ip(this.#pid, 'link', 'add', near, ...cable);
    await this.#ip(this.#pid, 'link', 'set', near, 'master', 'fleet0', 'up');
    await this.#ip(host.pid, 'address', 'add', address, 'dev', 'eth0');
    await this.#ip(host.pid, 'link', 'set', 'eth0', 'up');
    await this.#ip(host.pid, 'link', 'set', 'lo', 'up');
  }

  /** Of a host whose power was cut, a cable may be left for a moment. */
  async #unplug(cable: string): Promise<void> {
    const [program, args] = this.within('ip', ['link', 'delete', cable]);
    await runHere({ program, args, timeoutMs: 10_000 });
  }

  async #ip(pid: number, ...words: readonly string[]): Promise<void> {
    const args = ['--target', String(pid), '--net', 'ip', ...words];
    const { status, log } = await runHere({ program: 'nsenter', args, timeoutMs: 10_000 });
    if (status !== 0) throw new Error(`ip ${words.join(' ')}: ${log}`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#first.kill('SIGKILL');
    await ended(this.#first);
  }
}
