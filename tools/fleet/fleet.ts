/** Hosts with real agents, a real server behind TLS, and a repository, in a network of their own. */
import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { agentVersion } from '@daybreak/agent/version';
import type { HostAgent, MadeAgentTokens, NewOrder, OrderOutcome } from '@daybreak/protocol/agent';
import type { DebianPackage, HostDetail } from '@daybreak/protocol/host';
import { buildAgent, nobodyInParticular, packAgent } from '../agent/index.ts';
import { AgentHost, hostNameOf } from './agent-host.ts';
import { makeAgentProgram } from './agent-program.ts';
import { Approvers } from './approvers.ts';
import { baseSystem, systemdSystem } from './base.ts';
import { Console, ConsoleRefusal } from './console.ts';
import { type Certificates, makeCertificates, serverName, startFront } from './front.ts';
import { Ground, serverAddress } from './ground.ts';
import { FleetHost } from './host.ts';
import { until } from './processes.ts';
import { Repository } from './repository.ts';
import { FleetServer, serverPort } from './server.ts';
import { SystemdAgentHost } from './systemd-agent-host.ts';
import { SystemdHost } from './systemd-host.ts';

export interface FleetPlan {
  /** Kept, with the base system. */
  readonly kept: string;
  /** Of this fleet alone; whoever makes it removes it. */
  readonly work: string;
  readonly pollSeconds: number;
  /** Of hosts in which systemd runs, one in each hierarchy; hosts without systemd where there are none. */
  readonly controlGroups?: readonly string[];
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
    const fleet = new Fleet(await Ground.start(), plan, certificates);
    if (plan.controlGroups === undefined) await makeAgentProgram(join(plan.work, 'programs'));
    else await fleet.publishAgent();
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

  /** Builds the agent as this version, and puts its package into the repository. */
  async publishAgent(version = agentVersion): Promise<void> {
    const folder = join(this.#plan.work, `agent-${version}`);
    const files = await buildAgent(folder, version);
    this.repository.take(packAgent(files, folder, nobodyInParticular, 'none'));
    rmSync(folder, { recursive: true });
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
        await host.startAgent();
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
    const machine = await this.#boot(number);
    const host =
      machine instanceof SystemdHost
        ? new SystemdAgentHost(number, machine)
        : new AgentHost(number, machine);
    this.hosts.push(host);
    if (host instanceof SystemdAgentHost) await host.install();
    return host;
  }

  /** Everything on the host ends at once; its disk stays as it is. */
  cutPower({ machine }: AgentHost): Promise<void> {
    return machine[Symbol.asyncDispose]();
  }

  /** Without its agent, which is started as any time where no systemd does it. */
  async powerOn(host: AgentHost): Promise<void> {
    host.machine = await this.#boot(host.number);
  }

  async #boot(number: number): Promise<FleetHost> {
    const machine = await this.#machine(number);
    await this.ground.connect(machine, number);
    return machine;
  }

  #machine(number: number): Promise<FleetHost> {
    const { kept, work, controlGroups } = this.#plan;
    const place = {
      folder: join(work, `host-${number}`),
      name: hostNameOf(number),
      repository: this.repository.folder,
      sourceLine: this.repository.sourceLine('/srv/repository'),
    };
    if (controlGroups === undefined) {
      const programs = join(work, 'programs');
      return FleetHost.start({ ...place, base: baseSystem(kept), programs });
    }
    const own = controlGroups.map((folder) => join(folder, place.name));
    return SystemdHost.start({ ...place, base: systemdSystem(kept), controlGroups: own });
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

  /** @returns what became of the order, once the server knows */
  endOf(host: AgentHost, id: string): Promise<OrderOutcome> {
    return until(`the end of ${id}`, async () => {
      const { orders } = await this.agentOf(host);
      return orders.find((order) => order.id === id)?.outcome ?? null;
    });
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
