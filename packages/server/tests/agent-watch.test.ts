import type { AgentHealth, CheckIn, HostAgent, Watch } from '@daybreak/protocol/agent';
import { type HealthChange, readHealths, setWatch, writeHealth } from '@daybreak/storage/agent';
import { transact } from '@daybreak/storage/database';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../storage/tests/support/database.ts';
import { hashOf, makeToken, TestAgent } from './agent.ts';
import { administrator, startApp, type TestApp, type Visitor } from './support.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server[Symbol.asyncDispose]());

const web: Watch = { manifests: ['web.json'], everySeconds: 60 };

function healthWith(state: AgentHealth['host'][number]['state'], why = ''): AgentHealth {
  const text = state === 'ok' ? '' : 'ECONNREFUSED';
  const tls = { kind: 'tls', name: 'www.example:443', state, text } as const;
  return {
    manifests: [{ path: 'web.json', why, probes: why === '' ? [tls] : [] }],
    host: [{ kind: 'units', name: 'systemd', state: 'ok', text: '' }],
  };
}
const healthy = healthWith('ok');

interface Joined extends TestApp {
  readonly visitor: Visitor;
  readonly agent: TestAgent;
}

async function withAgent(): Promise<Joined> {
  const test = await startApp(server);
  const visitor = await administrator(test);
  const agent = new TestAgent(test);
  await agent.enrol(await makeToken(visitor));
  return { ...test, visitor, agent };
}

const watching = ({ test }: TestApp, hosts: readonly string[], watch: Watch | null) =>
  transact(test.database, (tx) => setWatch(tx, hosts, watch));
const shown = async ({ visitor, agent }: Joined): Promise<HostAgent['agent']> =>
  (await visitor.ask('GET', `/api/hosts/${agent.host}/agent`)).json().agent;
const upload = (agent: TestAgent, health: AgentHealth) =>
  agent.ask('/api/agent/health', { health });

it('a host is told what to watch, and is asked once for what it sees', async () => {
  await using test = await withAgent();
  const { agent } = test;
  const health = hashOf(healthy);
  expect((await agent.told()).watch).toBeNull();
  expect(await shown(test)).toMatchObject({ watch: null, health: null });
  await watching(test, [agent.host], web);
  const told = await agent.told({ health });
  expect(told.watch).toEqual(web);
  expect(told.wants).toContain('health');
  expect((await upload(agent, healthy)).statusCode).toBe(204);
  expect((await agent.told({ health })).wants).not.toContain('health');
  const at = '2024-06-20T08:00:00.000Z';
  expect(await shown(test)).toMatchObject({ watch: web, health: { at, said: healthy } });
  test.pass(60_000);
  await agent.told({ health });
  expect((await shown(test))?.health?.at).toBe(at);
});

it('what a host sees is forgotten when it is to watch nothing any more, and not taken again', async () => {
  await using test = await withAgent();
  const { agent } = test;
  await watching(test, [agent.host], web);
  await upload(agent, healthy);
  await watching(test, [agent.host], null);
  expect(await shown(test)).toMatchObject({ watch: null, health: null });
  const told = await agent.told({ health: hashOf(healthy) });
  expect([told.watch, told.wants.includes('health')]).toEqual([null, false]);
  // One that was under way.
  expect((await upload(agent, healthy)).statusCode).toBe(204);
  expect((await shown(test))?.health).toBeNull();
  await watching(test, [agent.host], web);
  expect((await agent.told({ health: hashOf(healthy) })).wants).toContain('health');
});

it('an agent from before the watch checks in as it did', async () => {
  await using test = await withAgent();
  const { agent } = test;
  await watching(test, [agent.host], web);
  const { health: _health, ...said } = agent.said();
  const answer = await agent.ask('/api/agent/check-in', said satisfies Partial<CheckIn>);
  expect(answer.statusCode, answer.body).toBe(200);
  expect(answer.json().wants).toEqual(['posture', 'status']);
});

it('a host that joins anew watches what it did, and has seen nothing yet', async () => {
  await using test = await withAgent();
  const { agent, visitor } = test;
  await watching(test, [agent.host], web);
  await upload(agent, healthy);
  const again = new TestAgent(test, agent.name);
  await again.enrol(await makeToken(visitor, { host: agent.host }));
  expect(again.host).toBe(agent.host);
  expect((await again.told()).watch).toEqual(web);
  expect(await shown(test)).toMatchObject({ watch: web, health: null });
});

it.each([
  ['time', { ...healthy, at: '2024-06-20T08:00:00.000Z' }],
  ['manifest that is no path', { ...healthy, manifests: [{ path: '../a', why: '', probes: [] }] }],
  ['zero character', { ...healthWith('ok', 'a\0b') }],
])('what a host sees holds no %s', async (_, health) => {
  await using test = await withAgent();
  await watching(test, [test.agent.host], web);
  expect((await upload(test.agent, health as AgentHealth)).statusCode).toBe(400);
});

it('what failed before and fails now is said in the transaction that writes it', async () => {
  await using test = await withAgent();
  const { host } = test.agent;
  const at = new Date('2024-06-20T08:00:00.000Z');
  const write = (health: AgentHealth): Promise<HealthChange | null> => {
    const document = { hash: hashOf(health), text: JSON.stringify(health), at };
    return transact(test.test.database, (tx) => writeHealth(tx, host, document));
  };
  expect(await write(healthy)).toBeNull();
  await watching(test, [host], web);
  expect(await write(healthy)).toEqual({ before: null, after: [] });
  expect(await write(healthWith('warning'))).toEqual({ before: [], after: [] });
  const failing = ['tls www.example:443'];
  expect(await write(healthWith('critical'))).toEqual({ before: [], after: failing });
  expect(await write(healthWith('unknown'))).toEqual({ before: failing, after: failing });
  const unseen = ['manifest web.json'];
  const gone = healthWith('ok', 'no approvers have signed web.json');
  expect(await write(gone)).toEqual({ before: failing, after: unseen });
  const none = '00000000-0000-4000-8000-000000000000';
  const known = await readHealths(test.test.database, [host, none]);
  expect([...known]).toEqual([[host, { failing: unseen, at }]]);
  expect((await readHealths(test.test.database, [])).size).toBe(0);
});
