/** A host of the fleet with a real agent on it, which joins, runs, and can be killed. */
import type { ChildProcess } from 'node:child_process';
import { quietEnvironment } from '@daybreak/agent/command';
import { agentCommand } from './agent-program.ts';
import type { FleetHost } from './host.ts';
import { childOf, ended, spawnHeard } from './processes.ts';

const stateFolder = '/var/lib/daybreak-agent';
const authorityFile = '/etc/daybreak-ca.pem';
const linesKept = 300;
/** The host's own timer, which waits where the agent asks the same sources just now. */
export const updateLists = 'until apt-get update --quiet; do sleep 1; done';
const commandTimeoutMs = 60_000;

export function hostNameOf(number: number): string {
  return `web-${number}`;
}

export class AgentHost {
  /** From 1, of this host alone. */
  readonly number: number;
  readonly name: string;
  /** Another after its power was cut. */
  machine: FleetHost;
  /** By which the server knows it; empty before it has joined. */
  id = '';
  /** The last that its agent printed. */
  readonly lines: string[] = [];
  #agent: ChildProcess | null = null;

  constructor(number: number, machine: FleetHost) {
    this.number = number;
    this.name = hostNameOf(number);
    this.machine = machine;
  }

  /**
   * @returns what the agent said
   * @throws Error with that where it could not
   */
  async join(url: string, token: string): Promise<string> {
    const said = await this.agent('enroll', url, token, '--ca', authorityFile);
    const id = /joined as ([0-9a-f-]{36})/.exec(said.log)?.[1];
    if (said.status !== 0 || id === undefined) throw new Error(`${this.name}: ${said.log}`);
    this.id = id;
    return said.output;
  }

  /** `daybreak agent` with these words, to its end. */
  agent(...words: readonly string[]) {
    const [program, ...args] = [...agentCommand, ...words];
    return this.machine.run({ program, args, timeoutMs: commandTimeoutMs });
  }

  /** Begins `daybreak agent run`. */
  async startAgent(): Promise<void> {
    const [node, script] = agentCommand;
    const { program, args } = this.machine.within(node, [script, 'run']);
    this.#agent = spawnHeard(program, args, quietEnvironment, (line) => {
      this.lines.push(line);
      this.lines.splice(0, this.lines.length - linesKept);
    });
  }

  /** Kills the agent alone; what it has begun goes on without it. */
  async killAgent(): Promise<void> {
    await this.#end('SIGKILL');
  }

  /** As a service manager kills a unit: the agent and all that it has begun. */
  async killAll(): Promise<void> {
    const agent = this.#agent;
    await this.machine.run({ program: 'sh', args: ['-c', 'kill -KILL -1'], timeoutMs: 10_000 });
    if (agent !== null) await ended(agent);
  }

  /** The last that the agent printed. */
  async said(): Promise<string> {
    return this.lines.join('\n');
  }

  /** Asks the agent to stop, which ends what it has begun before. */
  async stopAgent(): Promise<void> {
    await this.#end('SIGTERM');
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const pid = childOf(this.#agent?.pid);
    if (this.#agent === null || pid === null) return;
    process.kill(pid, signal);
    await ended(this.#agent);
  }

  /** Of a package, by dpkg itself; empty for none. */
  async versionOf(name: string): Promise<string> {
    const line = `dpkg-query --show --showformat='\${Version}' ${name} 2>/dev/null || true`;
    return this.machine.shell(line);
  }

  /** Makes the other host believe that it is this one. */
  async copyStateTo(other: AgentHost, folder: string): Promise<void> {
    await this.machine.take(stateFolder, folder);
    await other.machine.shell(`rm -rf ${stateFolder}`);
    await other.machine.give(folder, stateFolder);
    await other.machine.shell(`chmod 0700 ${stateFolder}`);
  }
}
