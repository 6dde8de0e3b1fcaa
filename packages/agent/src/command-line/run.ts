import { randomBytes } from 'node:crypto';
import { uptime } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import { runHere } from '../command/index.ts';
import { aptPackages } from '../driver/index.ts';
import { instanceOf } from '../identity/index.ts';
import { runAgent } from '../run/index.ts';
import { type AgentExit, agentExit } from './exit.ts';

/** Until a signal ends it. A second one changes nothing: dpkg is not left in the middle. */
export async function runHost(stateFolder: string): Promise<AgentExit> {
  const stop = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
    process.on(signal, () => stop.abort());
  }
  await runAgent({
    stateFolder,
    instance: instanceOf(randomBytes(16)),
    run: runHere,
    driver: aptPackages(runHere),
    checksFolder: '/etc/daybreak/checks.d',
    now: () => new Date(),
    // Of the machine, and not of the process: it goes on while the machine sleeps.
    monotonicMs: () => uptime() * 1000,
    random: Math.random,
    wait,
    signal: stop.signal,
    log: (line) => console.log(line),
  });
  return agentExit.done;
}

async function wait(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await setTimeout(ms, undefined, { signal });
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
