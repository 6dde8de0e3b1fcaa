/** One order, one kill, and whether everything that must hold still does. */
import { setTimeout } from 'node:timers/promises';
import type { ShownOrder } from '@daybreak/protocol/agent';
import type { AgentHost } from '../agent-host.ts';
import type { Fleet } from '../fleet.ts';
import { until } from '../processes.ts';
import { configuredLog, manifestName, names, versions } from './packages.ts';
import type { Kill } from './plan.ts';

export interface Trial {
  readonly seed: number;
  readonly kill: Kill;
  readonly order: ShownOrder;
  /** What does not hold; empty where all does. */
  readonly faults: readonly string[];
}

/** What a trial needs of the fleet, where others kill the server meanwhile. */
export interface Arena {
  readonly fleet: Fleet;
  /** Nothing else is asked of the server, nor is it killed, while this goes on. */
  readonly alone: <T>(task: () => Promise<T>) => Promise<T>;
}

const settleMs = 60_000;
const history = '/var/log/apt/history.log';

/** @param target to which of the two versions the host is taken */
export async function runTrial(
  arena: Arena,
  host: AgentHost,
  { seed, kill, target }: { readonly seed: number; readonly kill: Kill; readonly target: string },
): Promise<Trial> {
  const { fleet } = arena;
  await prepare(host, target);
  const packages = names.map((name) => ({ name, version: target }));
  const action = target === versions[1] ? 'install' : 'roll-back';
  const wanted = { action, manifest: manifestName, packages } as const;
  const id = await arena.alone(() => fleet.order(host, wanted));
  await momentOf(host, id, kill);
  await setTimeout(kill.delayMs);
  await strike(arena, host, kill);
  const order = await endOf(fleet, host, id);
  const faults = [
    ...(await againstOrder(host, order, { kill, target })),
    ...againstConfigured(host, kill, target),
    ...(await agreement(fleet, host)),
  ];
  return { seed, kill, order, faults };
}

/** The host as it is to be before: at the other version, and in order. */
async function prepare(host: AgentHost, target: string): Promise<void> {
  const other = versions.find((version) => version !== target);
  const wait = '-o DPkg::Lock::Timeout=60';
  const wanted = names.map((name) => `${name}=${other}`).join(' ');
  const options = '--yes --quiet --allow-downgrades --fix-broken';
  await host.machine.shell(
    [
      `apt-get install ${wait} ${options} --reinstall ${wanted} >/dev/null`,
      `dpkg --audit; : > ${history}; : > ${configuredLog}`,
    ].join(' && '),
  );
}

/** Waits until the order has come that far, as the host's own disk shows it. */
async function momentOf(host: AgentHost, id: string, { moment }: Kill): Promise<void> {
  if (moment === 'placed') return;
  const stateOf = () => stateIn(host.machine.peek(`/var/lib/daybreak-agent/orders/${id}.json`));
  const looks = {
    received: () => stateOf() !== null,
    begun: () => !['received', null].includes(stateOf()),
    configuring: () => (host.machine.peek(configuredLog) ?? '') !== '' || isOver(stateOf()),
    ended: () => isOver(stateOf()),
  };
  await until(`${host.name}: ${moment}`, looks[moment], settleMs, 5);
}

function isOver(state: string | null): boolean {
  return state === 'ended' || state === 'acknowledged';
}

function stateIn(text: string | null): string | null {
  return text === null ? null : (JSON.parse(text) as { state: string }).state;
}

async function strike({ fleet, alone }: Arena, host: AgentHost, kill: Kill): Promise<void> {
  const { victim, awayMs } = kill;
  if (victim === 'server') {
    return alone(async () => {
      await fleet.server.kill();
      await setTimeout(awayMs);
      await fleet.server.start();
    });
  }
  if (victim === 'agent') await host.killAgent();
  else if (victim === 'unit') await host.killAll();
  else await fleet.cutPower(host);
  await setTimeout(awayMs);
  if (victim === 'host') await fleet.powerOn(host);
  await host.startAgent();
}

/** The order's end, as the server has it. */
function endOf(fleet: Fleet, host: AgentHost, id: string): Promise<ShownOrder> {
  return until(
    `${host.name}: the end of ${id}`,
    async () => {
      const { orders } = await steady(() => fleet.agentOf(host));
      return orders.find((one) => one.id === id && one.state === 'ended') ?? null;
    },
    settleMs,
  );
}

/** What the host itself shows of the order, against what it says. */
async function againstOrder(
  { machine }: AgentHost,
  { outcome }: ShownOrder,
  { kill, target }: { readonly kill: Kill; readonly target: string },
): Promise<readonly string[]> {
  const { begun, finished } = runsOf(machine);
  const rows = await truthOf(machine);
  const isThere = rows.every((row) => row.endsWith(` ${target} installed`));
  return [
    ...(begun > 1 ? [`begun ${begun} times`] : []),
    ...(finished > (killsDpkg(kill) ? 1 : 0) ? [`finished ${finished} times`] : []),
    ...(outcome?.kind === 'refused' && begun > 0 ? ['refused, and it was begun'] : []),
    ...(outcome?.kind === 'done' && !isThere ? [`done, and there is ${rows.join(', ')}`] : []),
  ];
}

/**
 * The runs of apt that apt itself recorded. A package that was being unpacked when its dpkg was killed is
 * of no version at all, so a repair has to finish what was begun; it does so without a listener.
 */
function runsOf(machine: AgentHost['machine']): {
  readonly begun: number;
  readonly finished: number;
} {
  const runs = (machine.peek(history) ?? '').match(/^Commandline: apt-get .*--no-remove.*/gm) ?? [];
  const begun = runs.filter((line) => line.includes('APT::Status-Fd')).length;
  return { begun, finished: runs.length - begun };
}

function killsDpkg({ victim }: Kill): boolean {
  return victim === 'unit' || victim === 'host';
}

/**
 * How often each package was configured: once, and once more where dpkg itself was killed, for it then
 * begins anew with the one that it was about.
 */
function againstConfigured({ machine }: AgentHost, kill: Kill, target: string): readonly string[] {
  const most = killsDpkg(kill) ? 2 : 1;
  const lines = (machine.peek(configuredLog) ?? '').split('\n').filter((line) => line !== '');
  return [...Map.groupBy(lines, (line) => line)].flatMap(([line, { length }]) =>
    line.endsWith(` ${target}`) && length <= most ? [] : [`configured ${line} ${length} times`],
  );
}

/** Whether the server comes to have what dpkg has; nothing half done stays unsaid. */
async function agreement(fleet: Fleet, host: AgentHost): Promise<readonly string[]> {
  let [here, there]: [string, string] = ['', ''];
  const agree = async () => {
    const said = await steady(() => fleet.packagesOf(host));
    there = said
      .filter(({ name }) => names.some((one) => one === name))
      .map(({ name, version, state }) => `${name} ${version} ${state}`)
      .join(', ');
    here = (await truthOf(host.machine)).join(', ');
    return here === there;
  };
  try {
    await until('the same', agree, settleMs);
    return [];
  } catch {
    return [`dpkg has ${here}; the server ${there}`];
  }
}

/** By dpkg itself, in the words of a posture. */
async function truthOf(machine: AgentHost['machine']): Promise<readonly string[]> {
  const form = `\${Package} \${Version} \${db:Status-Status}\\n`;
  const log = await machine.shell(`dpkg-query --show --showformat='${form}' ${names.join(' ')}`);
  return log
    .trim()
    .split('\n')
    .map((row) => row.replace(/ (?!installed)[a-z-]+$/, ' half-done'));
}

/** Asks again where the server was killed by another trial. */
function steady<T>(ask: () => Promise<T>): Promise<T> {
  return until('the server', () => ask().catch(() => null), settleMs);
}
