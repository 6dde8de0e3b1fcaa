/**
 * An agent whose host never changes, over real TLS, beside a Node that does nothing. What the host's
 * own programs cost is not in it: packages are told by a stand-in, so that no apt runs here.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ScriptedServer, said } from '../../packages/agent/tests/support/scripted-server.ts';
import { hostId, TestHost } from '../../packages/agent/tests/support/test-host.ts';
import { bundleAgent } from '../agent/bundle.ts';
import { smallMemory } from '../agent/executable.ts';
import type { Cost } from './idle-agent-process.ts';
import { figure, heading, times } from './report.ts';

const project = join(import.meta.dirname, '../..');
const packages = 1_000;
/** Before anything is counted: the first ones bring the code in. */
const warmUp = 5;
const checkIns = 20;
/** As a server asks by itself. */
const usualPollSeconds = 60;

export async function benchIdleAgent(): Promise<void> {
  heading(`an agent of a host with ${packages} packages that never changes`);
  const folder = mkdtempSync(join(tmpdir(), 'daybreak-idle-'));
  using host = new TestHost();
  await using server = await ScriptedServer.start();
  try {
    server.answer = ({ target }) =>
      target === '/api/agent/enrol'
        ? said(200, { host: hostId, group: '', pollSeconds: 1 })
        : said(200, { pollSeconds: 1, wants: [], order: null });
    await host.join(server, null);
    const [program, nothing] = [join(folder, 'agent.cjs'), join(folder, 'nothing.cjs')];
    // As it is shipped: TypeScript that Node reads by itself costs memory of its own.
    await bundleAgent(project, join(import.meta.dirname, 'idle-agent-process.ts'), program);
    writeFileSync(nothing, bareNode);
    await using bare = started(nothing, [], []);
    await using agent = started(program, [host.stateFolder, String(packages)], smallMemory);
    await heard(server, warmUp);
    const before = await agent.cost();
    await heard(server, warmUp + checkIns);
    const after = await agent.cost();
    const { resident } = await bare.cost();
    const ratio = `${times(after.resident / resident)} a Node that does nothing`;
    figure('resident memory', `${(after.resident / 2 ** 20).toFixed(0)} MB`, ratio);
    const each = (after.busy - before.busy) / checkIns;
    const share = `${((each / (usualPollSeconds * 1e6)) * 100).toFixed(4)} % of a processor at one a minute`;
    figure('processor time of a check-in', `${(each / 1000).toFixed(1)} ms`, share);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const bareNode = `
process.on('message', () => process.send({ resident: process.memoryUsage.rss(), busy: 0 }));
process.on('disconnect', () => process.exit());
`;

function started(program: string, words: readonly string[], options: readonly string[]) {
  const child: ChildProcess = fork(program, words, { execArgv: [...options] });
  return {
    async cost(): Promise<Cost> {
      child.send('cost');
      const [cost] = (await once(child, 'message')) as [Cost];
      return cost;
    },
    async [Symbol.asyncDispose](): Promise<void> {
      const ended = once(child, 'exit');
      child.disconnect();
      await ended;
    },
  };
}

/** When the server has heard so many check-ins. */
async function heard(server: ScriptedServer, count: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const { answer } = server;
  server.answer = (given) => {
    const seen = server.heard.filter(({ target }) => target === '/api/agent/check-in').length;
    if (seen >= count) resolve();
    return answer(given);
  };
  await promise;
  server.answer = answer;
}
