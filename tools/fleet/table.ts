/** The fleet as its server has it, drawn anew every second. */
import { setTimeout } from 'node:timers/promises';
import type { ShownOrder } from '@daybreak/protocol/agent';
import type { AgentHost } from './agent-host.ts';
import type { Fleet } from './fleet.ts';

const everyMs = 1000;
const header = ['host', 'last contact', 'posture', 'orders'];

export async function showUntil(fleet: Fleet, signal: AbortSignal): Promise<void> {
  const isScreen = process.stdout.isTTY;
  let last = '';
  while (!signal.aborted) {
    const rows = await Promise.all(fleet.hosts.map((host) => rowOf(fleet, host)));
    const table = tableOf([header, ...rows]);
    if (isScreen) process.stdout.write(`\x1b[H\x1b[J${table}\n\nCtrl+C ends the fleet.\n`);
    else if (table !== last) console.log(`${table}\n`);
    last = table;
    await setTimeout(everyMs, undefined, { signal }).catch(() => undefined);
  }
}

async function rowOf(fleet: Fleet, host: AgentHost): Promise<string[]> {
  const { agent, orders } = await fleet.agentOf(host);
  const packages = await fleet.packagesOf(host);
  const halfDone = packages.filter(({ state }) => state === 'half-done').length;
  const web = packages.find(({ name }) => name === 'web')?.version ?? 'none';
  const contact = agent === null ? 'none' : agent.lastContact.slice(11, 19);
  const half = halfDone === 0 ? '' : `, ${halfDone} half done`;
  const posture = packages.length === 0 ? '' : `${packages.length} packages, web ${web}${half}`;
  return [host.name, contact, posture, orders.map(wordsOf).join('; ')];
}

function wordsOf({ action, packages, state, outcome }: ShownOrder): string {
  const what = packages.map(({ name, version }) => `${name} ${version}`).join(', ');
  return `${action} ${what}: ${outcome?.kind ?? state}`;
}

/** Columns as wide as their widest cell. */
function tableOf(rows: readonly (readonly string[])[]): string {
  const widths = header.map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  return rows
    .map((row) => row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('  '))
    .map((line) => line.trimEnd())
    .join('\n');
}
