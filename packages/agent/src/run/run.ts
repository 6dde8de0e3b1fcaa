/** The agent from its start to its end. */
import { join } from 'node:path';
import type { HostDriver } from '../driver/index.ts';
import {
  countStart,
  keptKey,
  openState,
  readSettings,
  type Settings,
  StateFailure,
} from '../identity/index.ts';
import { PostureKeeper } from '../inventory/index.ts';
import { Journal } from '../order/index.ts';
import { type LastPoll, nextPollMs } from '../poll/index.ts';
import { lookAt } from '../probe/index.ts';
import {
  fetchManifest,
  metadataFrom,
  openWire,
  readServerUrl,
  ServerClient,
  type Wire,
} from '../server-client/index.ts';
import { Agent, type AgentParts } from './agent.ts';
import { Bell } from './bell.ts';
import { gatherEvidence } from './evidence-desk.ts';
import { type LiveStatus, serveStatus } from './live-status.ts';
import { openWatcher } from './open-watcher.ts';
import { OrderDesk } from './order-desk.ts';
import { Sources } from './sources.ts';
import { TrustKeeper } from './trust-keeper.ts';
import { Work } from './work.ts';

export interface AgentOptions {
  readonly stateFolder: string;
  /** Of this very process, see `instanceOf`. */
  readonly instance: string;
  readonly driver: HostDriver;
  readonly now: () => Date;
  /** A clock that only goes forward, also while the machine sleeps. */
  readonly monotonicMs: () => number;
  /** In [0, 1). */
  readonly random: () => number;
  /** Ends early when the signal says so. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
  /** The same for the watch: polls and looks do not wait for each other. */
  readonly waitToLook: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Ends the agent, after what the package manager has begun. */
  readonly signal: AbortSignal;
  readonly log: (line: string) => void;
}

const requestTimeoutMs = 30_000;

/** @throws StateFailure where the host has not joined, or another agent runs */
export async function runAgent(options: AgentOptions): Promise<void> {
  const { stateFolder, signal } = options;
  using state = await openState(stateFolder);
  const settings = await readSettings(state.path);
  if (settings === null) throw new StateFailure('this host has not joined a server: enroll it');
  using wire = openWire({
    server: serverOf(settings),
    authority: settings.authority,
    timeoutMs: requestTimeoutMs,
  });
  // What is being asked is given up at once; what the package manager does is not.
  signal.addEventListener('abort', () => wire[Symbol.dispose]());
  const bell = new Bell();
  const parts = await assemble(options, settings, { wire, bell });
  const agent = new Agent(parts);
  const over = new AbortController();
  const status = await serveStatus(state.path, () => liveStatus(agent, settings));
  const watching = parts.watcher.run(AbortSignal.any([signal, over.signal]));
  try {
    await keepPolling(agent, options, { settings, bell });
  } finally {
    over.abort();
    await watching;
    await parts.work.settled();
    if (status !== null) await new Promise((resolve) => status.close(resolve));
  }
}

async function keepPolling(
  agent: Agent,
  { signal, random, wait }: AgentOptions,
  { settings, bell }: { readonly settings: Settings; readonly bell: Bell },
): Promise<void> {
  signal.addEventListener('abort', () => bell.ring());
  let last: LastPoll = { kind: 'started' };
  while (!signal.aborted) {
    const pollSeconds = agent.pollSeconds ?? settings.pollSeconds;
    await wait(nextPollMs(last, pollSeconds, random()), bell.signal);
    bell.reset();
    if (!signal.aborted) last = await agent.poll();
  }
}

async function assemble(
  options: AgentOptions,
  settings: Settings,
  { wire, bell }: { readonly wire: Wire; readonly bell: Bell },
): Promise<AgentParts> {
  const { stateFolder, driver, now, monotonicMs, log } = options;
  const key = await keptKey(stateFolder);
  if (key === null) throw new StateFailure(`${join(stateFolder, 'key.pem')} is gone: enroll anew`);
  const signer = { keyId: key.id, privateKey: key.privateKey };
  const client = new ServerClient({ wire, signer, start: await countStart(stateFolder), now });
  const boot = await driver.boot();
  const journal = await Journal.open(stateFolder);
  const trust = new TrustKeeper(stateFolder, metadataFrom(wire), now);
  const work = new Work((error) => log(error instanceof Error ? `${error.stack}` : String(error)));
  const watcher = await openWatcher(options, {
    ...{ settings, wire, trust },
    isBusy: () => desk.isAtWork,
    changed: () => bell.ring(),
  });
  const desk: OrderDesk = new OrderDesk({
    restWatch: () => watcher.rest(),
    ...{ journal, driver, now, monotonicMs, work, log },
    refreshTrust: () => trust.refresh(monotonicMs()),
    fetchManifest: (path) => fetchManifest(wire, path),
    host: async () => ({
      id: settings.host,
      group: settings.group,
      product: await driver.product(),
    }),
    boot: async () => boot.id,
    look: async (named) => lookAt(await driver.probes(named), { now, monotonicMs }),
    gatherEvidence: (order) =>
      gatherEvidence(
        { stateFolder, client, collect: driver.evidence, instance: options.instance },
        order,
      ),
    send: (order, report) => client.report(order, { instance: options.instance, report }),
  });
  return {
    ...{ client, driver, journal, desk, work, watcher, trust, now, monotonicMs, log },
    instance: options.instance,
    sources: new Sources(driver),
    postures: await PostureKeeper.open(stateFolder),
    bootedAt: boot.at,
  };
}

function serverOf({ server }: Settings): URL {
  const url = readServerUrl(server);
  if (typeof url === 'string') throw new StateFailure(`the settings' server: ${url}`);
  return url;
}

function liveStatus(agent: Agent, { server, host }: Settings): LiveStatus {
  const { trust, doing, hindrances } = agent.status;
  const contactAt = agent.contactAt?.toISOString() ?? null;
  return { server, host, contactAt, trouble: agent.trouble, trust, doing, hindrances };
}
