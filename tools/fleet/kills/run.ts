/** Trials on several hosts at once, and what they came to. */
import type { AuditChain } from '@daybreak/protocol/audit';
import { type AgentHost, updateLists } from '../agent-host.ts';
import type { Fleet } from '../fleet.ts';
import { until } from '../processes.ts';
import { manifestName, slowManifest, slowPackages, versions } from './packages.ts';
import { killOf } from './plan.ts';
import { type Arena, runTrial, type Trial } from './trial.ts';

export interface Series {
  readonly hosts: number;
  readonly seeds: number;
  /** The first seed. */
  readonly from: number;
  readonly signal: AbortSignal;
}

/** @returns whether everything held, in every trial */
export async function runKills(fleet: Fleet, series: Series): Promise<boolean> {
  const { trials, faults } = await tryAll(fleet, series);
  const kinds = Map.groupBy(
    trials,
    ({ kill, order }) => `${kill.victim} killed, ${kill.moment}: ${order.outcome?.kind}`,
  );
  for (const [words, of] of [...kinds].sort()) console.log(`${of.length}  ${words}`);
  for (const fault of faults) console.error(fault);
  console.log(`${trials.length} of ${series.seeds} trials, ${faults.length} faults`);
  return faults.length === 0 && trials.length === series.seeds;
}

export async function tryAll(fleet: Fleet, { hosts, seeds, from, signal }: Series) {
  fleet.repository.publish(...slowPackages());
  const added = await fleet.add(hosts);
  await Promise.all(added.map((host) => firstLook(fleet, host)));
  await fleet.approvers.approve(manifestName, slowManifest(new Date()));
  const arena: Arena = { fleet, alone: oneAfterTheOther() };
  const [trials, faults]: [Trial[], string[]] = [[], []];
  let next = from;
  const work = async (host: AgentHost) => {
    for (let turn = 0; next < from + seeds && !signal.aborted; turn += 1) {
      const seed = next;
      next += 1;
      const target = versions[(turn + 1) % 2] ?? '';
      const kill = killOf(seed);
      try {
        const trial = await runTrial(arena, host, { seed, kill, target });
        trials.push(trial);
        faults.push(...trial.faults.map((fault) => `${wordsOf(trial)}: ${fault}`));
        console.log(`${host.name} ${wordsOf(trial)}`);
      } catch (error) {
        const seen = JSON.stringify({ kill, lines: host.lines.slice(-10) });
        faults.push(`seed ${seed} on ${host.name}: ${error}; ${seen}`);
        console.error(faults.at(-1));
        return; // What became of this host is for a person to see.
      }
    }
  };
  await Promise.all(added.map(work));
  faults.push(...(await lost(fleet, added, trials)));
  return { trials, faults };
}

function wordsOf({ seed, kill, order }: Trial): string {
  const { victim, moment, delayMs } = kill;
  const { kind, reasons = [], log = '' } = order.outcome ?? {};
  const end = [kind, ...reasons, ...(kind === 'failed' ? [log.slice(-1000)] : [])].join('; ');
  return `seed ${seed}, ${victim} killed ${delayMs} ms after ${moment}: ${end}`;
}

/** Its own sources are asked once after a start; afterwards nothing else keeps it busy. */
async function firstLook(fleet: Fleet, host: AgentHost): Promise<void> {
  await host.machine.shell(updateLists);
  await until(host.name, async () => (await fleet.packagesOf(host)).length > 0);
}

/** What the server had acknowledged, and has otherwise now. */
async function lost(
  fleet: Fleet,
  hosts: readonly AgentHost[],
  trials: readonly Trial[],
): Promise<readonly string[]> {
  const views = await Promise.all(hosts.map((host) => fleet.agentOf(host)));
  const now = new Map(views.flatMap(({ orders }) => orders.map((one) => [one.id, one])));
  const { broken } = await fleet.console.get<AuditChain>('/api/audit/chain?anew=true');
  const changed = trials.flatMap(({ seed, order }) => {
    const kept = now.get(order.id);
    // The server shows the last fifty of a host.
    const isSame = kept === undefined || JSON.stringify(kept) === JSON.stringify(order);
    return isSame ? [] : [`seed ${seed}: its order is another now: ${JSON.stringify(kept)}`];
  });
  return broken === null ? changed : [...changed, `the ledger: ${broken.reason}`];
}

function oneAfterTheOther(): Arena['alone'] {
  let before: Promise<unknown> = Promise.resolve();
  return (task) => {
    const now = before.then(task);
    before = now.catch(() => undefined); // Whoever asked is told.
    return now;
  };
}
