import { randomBytes } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { instanceOf } from '../identity/index.ts';
import { runAgent } from '../run/index.ts';
import { type AgentExit, agentExit } from './exit.ts';
import { monotonicMs, systemNotice, thisHost } from './this-host.ts';

/** Until a signal ends it. A second one changes nothing: dpkg is not left in the middle. */
export async function runHost(stateFolder: string): Promise<AgentExit> {
  const stop = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
    process.on(signal, () => stop.abort());
  }
  if (systemNotice !== '') console.log(systemNotice);
  await runAgent({
    stateFolder,
    instance: instanceOf(randomBytes(16)),
    driver: await thisHost(),
    now: () => new Date(),
    monotonicMs,
    random: Math.random,
    wait,
    waitToLook: wait,
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
