/** Hosts with real agents, a real server behind TLS, and a repository, in a network of their own. */
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { HostAgent, MadeAgentTokens, NewOrder } from '@daybreak/protocol/agent';
import type { DebianPackage, HostDetail } from '@daybreak/protocol/host';
import { AgentHost, hostNameOf } from './agent-host.ts';
import { makeAgentProgram } from './agent-program.ts';
import { Approvers } from './approvers.ts';
import { baseSystem } from './base.ts';
import { Console, ConsoleRefusal } from './console.ts';
import { type Certificates, makeCertificates, serverName, startFront } from './front.ts';
import { Ground, serverAddress } from './ground.ts';
import { FleetHost } from './host.ts';
import { Repository } from './repository.ts';
import { FleetServer, serverPort } from './server.ts';

export interface FleetPlan {
  /** Kept, with the base system. */
  readonly kept: string;
  /** Of this fleet alone; whoever makes it removes it. */
  readonly work: string;
  readonly pollSeconds: number;
}

export class Fleet implements AsyncDisposable {
  readonly hosts: AgentHost[] = [];
  readonly ground: Ground;
  readonly server: FleetServer;
  readonly console: Console;
  readonly approvers: Approvers;
  readonly repository: Repository;
  readonly #plan: FleetPlan;
  readonly #certificates: Certificates;
  /** Of hosts that are made or being made. */
  #count = 0;

  /** With a server that has an administrator and approvers, and no hosts yet. */
  static async start(plan: FleetPlan): Promise<Fleet> {
    // The database's account has to come to its cluster.
    chmodSync(plan.work, 0o755);
    const secrets = join(plan.work, 'secrets');
    mkdirSync(secrets, { mode: 0o700 });
    const certificates = makeCertificates(secrets);
    await makeAgentProgram(join(plan.work, 'programs'));
    const fleet = new Fleet(await Ground.start(), plan, certificates);
    await fleet.#open();
    return fleet;
  }

  private constructor(ground: Ground, plan: FleetPlan, certificates: Certificates) {
    this.#plan = plan;
    this.#certificates = certificates;
    this.ground = ground;
    this.repository = new Repository(join(plan.work, 'repository'));
    this.server = new FleetServer(ground, join(plan.work, 'server'), plan.pollSeconds);
    this.console = new Console(this.#door);
    this.approvers = new Approvers(this.console, join(plan.work, 'approvers'));
  }

  get #door(): string {
    return join(this.#plan.work, 'door');
  }

  async #open(): Promise<void> {
    const token = await this.server.start();
    await startFront(this.ground, this.#certificates, this.#door, serverPort);
    await this.console.setUp(token);
    await this.approvers.begin();
  }

  /** Makes hosts, whose agents join and run. */
  async add(count: number): Promise<readonly AgentHost[]> {
    const made = await Promise.all(Array.from({ length: count }, () => this.make()));
    const tokens = await this.tokens(count);
    await Promise.all(
      made.map(async (host, at) => {
        await host.join(`https://${serverName}`, tokens[at] ?? '');
        host.startAgent();
      }),
    );
    return made;
  }

  /** A host without an agent that has joined. */
  async make(): Promise<AgentHost> {
    this.#count += 1;
    const number = this.#count;
    const folder = join(this.#plan.work, `host-${number}`);
    mkdirSync(join(folder, 'upper/etc'), { recursive: true });
    const hosts = `127.0.0.1 localhost\n${serverAddress} ${serverName}\n`;
    writeFileSync(join(folder, 'upper/etc/hosts'), hosts);
    const authority = readFileSync(this.#certificates.authority);
    writeFileSync(join(folder, 'upper/etc/daybreak-ca.pem'), authority);
    const host = new AgentHost(number, await this.#boot(number));
    this.hosts.push(host);
    return host;
  }

  /** Everything on the host ends at once; its disk stays as it is. */
  cutPower({ machine }: AgentHost): Promise<void> {
    return machine[Symbol.asyncDispose]();
  }

  /** Without its agent, which is started as any time. */
  async powerOn(host: AgentHost): Promise<void> {
    host.machine = await this.#boot(host.number);
  }

  async #boot(number: number): Promise<FleetHost> {
    const { kept, work } = this.#plan;
    const machine = await FleetHost.start({
      ...{ base: baseSystem(kept), folder: join(work, `host-${number}`) },
      name: hostNameOf(number),
      programs: join(work, 'programs'),
      repository: this.repository.folder,
      sourceLine: this.repository.sourceLine('/srv/repository'),
    });
    await this.ground.connect(machine, number);
    return machine;
  }

  async tokens(count: number): Promise<readonly string[]> {
    const made = await this.console.post<MadeAgentTokens>('/api/agent-tokens', { count });
    return made.tokens.map(({ token }) => token);
  }

  /** @returns the order's id */
  async order(host: AgentHost, order: Partial<NewOrder>): Promise<string> {
    const path = `/api/hosts/${host.id}/orders`;
    return (await this.console.post<{ id: string }>(path, order)).id;
  }

  /** The host's agent and orders, as the server has them. */
  agentOf({ id }: AgentHost): Promise<HostAgent> {
    return this.console.get(`/api/hosts/${id}/agent`);
  }

  /** As the host's own inventory said last; empty before it has said anything. */
  async packagesOf({ id }: AgentHost): Promise<readonly DebianPackage[]> {
    try {
      const { installed } = await this.console.get<HostDetail>(`/api/hosts/${id}`);
      return installed.system === 'debian' ? installed.packages : [];
    } catch (error) {
      if (error instanceof ConsoleRefusal && error.status === 404) return [];
      throw error;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.hosts.map(({ machine }) => machine[Symbol.asyncDispose]()));
    await this.server.stop();
    await this.ground[Symbol.asyncDispose]();
  }
}
