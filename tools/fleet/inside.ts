/** What runs in the fleet's own namespaces, see `main.ts`. */
import { Fleet } from './fleet.ts';
import { runKills } from './kills/run.ts';
import { patchAll } from './scenario.ts';
import { showUntil } from './table.ts';

interface Words {
  readonly hosts: number;
  readonly once: boolean;
  readonly kills: boolean;
  readonly seeds: number;
  readonly from: number;
  /** Of hosts with systemd; absent where they have none. */
  readonly controlGroups?: readonly string[];
  readonly kept: string;
  readonly work: string;
}

const words: Words = JSON.parse(process.argv[2] ?? '');
const stopped = new AbortController();
process.on('SIGINT', () => stopped.abort());

process.exit((await run()) ? 0 : 1);

async function run(): Promise<boolean> {
  const { hosts, once, kills } = words;
  await using fleet = await Fleet.start({ ...words, pollSeconds: kills ? 1 : 2 });
  // Awaited here: a promise returned as it is would let the fleet end at once.
  if (kills) return await runKills(fleet, { ...words, signal: stopped.signal });
  await fleet.add(hosts);
  const patched = patchAll(fleet, stopped.signal);
  if (once) return await patched;
  await Promise.all([patched, showUntil(fleet, stopped.signal)]);
  return true;
}
