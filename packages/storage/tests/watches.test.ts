import { noRuns } from '@daybreak/core/agent';
import { addJoiningHost, holdAskingAgents, putAgent, setWatch } from '@daybreak/storage/agent';
import { type Database, transact } from '@daybreak/storage/database';
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { startTestServer } from './support/database.ts';
import { countingIds } from './support/hosts.ts';

const at = new Date('2024-06-20T08:00:00.000Z');
const keys = ['a'.repeat(64), 'b'.repeat(64)] as const;
const web = { manifests: ['web.json'], everySeconds: 60 };

/** Ids of hosts with agents, in the order of their keys. */
async function hostsWithAgents(database: Database): Promise<string[]> {
  const newId = countingIds();
  const hosts = keys.map((keyId) => ({ id: newId(), name: `host of ${keyId}`, keyId }));
  for (const { id, name, keyId } of hosts) {
    await transact(database, async (tx) => {
      await addJoiningHost(tx, { id, name, group: '', at });
      const agent = { hostId: id, keyId, publicKey: new Uint8Array(32), pollSeconds: 60 };
      await putAgent(tx, { ...agent, runs: noRuns, at });
    });
  }
  return hosts.map(({ id }) => id);
}

/** When somebody waits for a lock. */
async function lockAwaited(database: Database): Promise<void> {
  const waiting = sql`
    select from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`;
  while ((await waiting.execute(database)).rows.length === 0);
}

it('a watch takes hosts in the order in which check-ins do, so that none waits in a circle', async () => {
  await using server = await startTestServer();
  await using test = await server.fresh();
  const { database } = test;
  const hosts = await hostsWithAgents(database);
  for (const [given, watch] of [
    [hosts, web],
    [hosts.toReversed(), null],
  ] as const) {
    let changed: Promise<void> | undefined;
    await transact(database, async (tx) => {
      await holdAskingAgents(tx, [keys[0]]);
      changed = transact(database, (other) => setWatch(other, given, watch));
      await lockAwaited(database);
      await holdAskingAgents(tx, [keys[1]]);
    });
    await changed;
    const agents = await transact(database, (tx) => holdAskingAgents(tx, keys));
    expect([...agents.values()].map((agent) => agent.watch)).toEqual([watch, watch]);
  }
});
