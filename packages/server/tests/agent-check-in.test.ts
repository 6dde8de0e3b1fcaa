import type { HostAgent } from '@daybreak/protocol/agent';
import type { HostDetail } from '@daybreak/protocol/host';
import { createServer } from '@daybreak/server/http';
import { readAudit } from '@daybreak/storage/audit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../storage/tests/support/database.ts';
import {
  candidates,
  debianPackage,
  hashOf,
  makeToken,
  makeTokens,
  posture,
  status,
  TestAgent,
} from './agent.ts';
import { administrator, startApp, type TestApp, type Visitor } from './support.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server[Symbol.asyncDispose]());

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

const kindOf = (answer: { json(): { type: string } }) => answer.json().type.split(':').at(-1);

async function shown({ visitor, agent }: Joined): Promise<HostAgent> {
  return (await visitor.ask('GET', `/api/hosts/${agent.host}/agent`)).json();
}

async function detail({ visitor, agent }: Joined): Promise<HostDetail> {
  return (await visitor.ask('GET', `/api/hosts/${agent.host}`)).json();
}

const answered = { candidates: hashOf(candidates), candidatesAt: '2024-06-20T07:00:00.000Z' };

describe('a check-in', () => {
  it('is asked for what the server lacks, until it has it', async () => {
    await using test = await withAgent();
    const { agent } = test;
    const { wants } = await agent.told(answered);
    expect(wants).toEqual(['posture', 'candidates', 'status']);
    expect((await agent.ask('/api/agent/posture', { posture })).statusCode).toBe(204);
    expect((await agent.ask('/api/agent/candidates', { candidates })).statusCode).toBe(204);
    expect((await agent.ask('/api/agent/status', { status })).statusCode).toBe(204);
    expect(await agent.told(answered)).toEqual({
      ...{ pollSeconds: 300, wants: [], order: null, watch: null },
    });
    expect(await shown(test)).toMatchObject({
      agent: { status: { said: status }, candidates: { at: answered.candidatesAt, said: [] } },
    });
  });

  it('says that an unchanged host was seen, and of one that changed only that it was heard', async () => {
    await using test = await withAgent();
    const { agent } = test;
    await agent.ask('/api/agent/posture', { posture });
    test.pass(60_000);
    await agent.told();
    expect((await detail(test)).host.lastSeen).toBe('2024-06-20T08:01:00.000Z');
    test.pass(60_000);
    expect((await agent.told({ posture: hashOf({}) })).wants).toContain('posture');
    expect((await detail(test)).host.lastSeen).toBe('2024-06-20T08:01:00.000Z');
    expect((await shown(test)).agent?.lastContact).toBe('2024-06-20T08:02:00.000Z');
  });

  it('keeps a host from being silent, which it is after three polls', async () => {
    await using test = await withAgent();
    test.pass(900_000);
    expect((await shown(test)).agent?.isSilent).toBe(false);
    test.pass(1);
    expect((await shown(test)).agent?.isSilent).toBe(true);
    await test.agent.told();
    expect((await shown(test)).agent?.isSilent).toBe(false);
  });

  it('of many hosts at once is answered to each', async () => {
    await using test = await withAgent();
    const { tokens } = await makeTokens(test.visitor, { count: 40 });
    const agents = tokens.map((_, number) => new TestAgent(test, `many-${number}`));
    for (const [number, agent] of agents.entries()) await agent.enrol(tokens[number]?.token ?? '');
    for (const agent of agents.slice(0, 20)) {
      await agent.ask('/api/agent/status', { status });
    }
    const answers = await Promise.all(agents.map((agent) => agent.told()));
    const wanted = answers.map(({ wants }) => wants.includes('status'));
    expect(wanted).toEqual(agents.map((_, number) => number >= 20));
  });

  it('is refused, with words, unless it is signed by a key that counts', async () => {
    await using test = await withAgent();
    const { agent } = test;
    const bare = agent.ready();
    const { signature: _signature, ...headers } = bare.headers;
    const unsigned = await agent.send({ ...bare, headers });
    expect([unsigned.statusCode, kindOf(unsigned)]).toEqual([401, 'request-unsigned']);
    const stranger = await new TestAgent(test).checkIn();
    expect([stranger.statusCode, kindOf(stranger)]).toEqual([401, 'key-unknown']);
    const ready = agent.ready();
    const forged = await agent.send({ ...ready, payload: `${ready.payload} ` });
    expect(forged.statusCode).toBe(401);
    const changed = { ...agent.ready(), url: '/api/agent/status' };
    expect(kindOf(await agent.send(changed))).toBe('request-forged');
    const late = agent.ready();
    test.pass(301_000);
    const clock = await agent.send(late);
    expect([clock.statusCode, kindOf(clock)]).toEqual([401, 'clock-skewed']);
    expect(clock.json().detail).toContain('2024-06-20T08:00:00.000Z');
    expect(clock.json().detail).toContain('2024-06-20T08:05:01.000Z');
  });

  it('counts once, also in one batch with itself, also on another server', async () => {
    await using test = await withAgent();
    const { agent } = test;
    const ready = agent.ready();
    const other = await createServer(test.context);
    const answers = await Promise.all([
      agent.send(ready),
      agent.send(ready),
      other.inject(ready),
      other.inject(ready),
    ]);
    await other.close();
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409, 409, 409]);
    agent.restart();
    expect((await agent.checkIn()).statusCode).toBe(200);
    expect(kindOf(await agent.send(ready))).toBe('request-replayed');
    expect((await agent.checkIn()).statusCode).toBe(200);
  });

  it('of a revoked agent is refused from then on, on every server', async () => {
    await using test = await withAgent();
    const { agent } = test;
    const other = await createServer(test.context);
    expect((await other.inject(agent.ready())).statusCode).toBe(200);
    const path = `/api/hosts/${agent.host}/agent/revoke`;
    expect((await test.visitor.ask('POST', path)).statusCode).toBe(204);
    expect((await test.visitor.ask('POST', path)).statusCode).toBe(404);
    const answer = await other.inject(agent.ready());
    expect([answer.statusCode, kindOf(answer)]).toEqual([403, 'agent-revoked']);
    expect(kindOf(await agent.ask('/api/agent/status', { status }))).toBe('agent-revoked');
    await other.close();
  });

  it('needs no session and no cookie, and no page of another site can make one', async () => {
    await using test = await withAgent();
    const ready = test.agent.ready();
    const headers = { ...ready.headers, origin: 'https://evil.example' };
    expect((await test.agent.send({ ...ready, headers })).statusCode).toBe(403);
  });

  it.each([
    ['no JSON', '{', 400],
    ['too much', JSON.stringify({ instance: 'x'.repeat(30_000) }), 413],
  ])('with %s is refused', async (_, payload, statusCode) => {
    await using test = await withAgent();
    const ready = { ...test.agent.ready(), payload };
    expect((await test.agent.send(ready)).statusCode).toBe(statusCode);
  });
});

describe('a cloned disk', () => {
  it('is noticed, and neither machine is heard until somebody has settled it', async () => {
    await using test = await withAgent();
    const { agent, visitor } = test;
    const copy = agent.copied();
    agent.restart();
    expect((await agent.checkIn()).statusCode).toBe(200);
    expect(kindOf(await copy.checkIn())).toBe('agent-cloned');
    expect(kindOf(await agent.checkIn())).toBe('agent-cloned');
    expect(kindOf(await agent.ask('/api/agent/status', { status }))).toBe('agent-cloned');
    expect((await shown(test)).agent?.clone?.why).toContain('two agents');
    const path = `/api/hosts/${agent.host}/agent/settle-clone`;
    expect((await visitor.ask('POST', path)).statusCode).toBe(204);
    expect((await visitor.ask('POST', path)).statusCode).toBe(404);
    expect((await shown(test)).agent?.clone).toBeNull();
    agent.restart();
    expect((await agent.checkIn()).statusCode).toBe(200);
    expect(kindOf(await copy.checkIn())).toBe('agent-cloned');
    const actions = (await readAudit(test.test.database, 0, 99)).map(({ action }) => action);
    expect(actions.slice(-3)).toEqual([
      'agent.clone-noticed',
      'agent.settle-clone',
      'agent.clone-noticed',
    ]);
  });

  it('is noticed in one batch, and by whatever it asks', async () => {
    await using test = await withAgent();
    const { agent } = test;
    const copy = agent.copied();
    agent.restart();
    const both = await Promise.all([agent.checkIn(), copy.checkIn()]);
    expect(both.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409]);
    await using another = await withAgent();
    const second = another.agent.copied();
    await second.checkIn();
    // One of its requests may have been under way when it was killed.
    expect((await another.agent.checkIn()).statusCode).toBe(409);
    expect((await shown(another)).agent?.clone).toBeNull();
    expect(kindOf(await another.agent.ask('/api/agent/status', { status }))).toBe('agent-cloned');
    expect((await shown(another)).agent?.clone?.why).toContain('start 1 came after start 2');
  });
});

describe('a posture', () => {
  it('comes as a change of the one before', async () => {
    await using test = await withAgent();
    const { agent } = test;
    await agent.ask('/api/agent/posture', { posture });
    const { packages: _packages, ...facts } = posture;
    const newer = debianPackage('libssl3', '3.0.20-1~deb12u1');
    const after = { ...facts, packages: [newer] };
    const change = { base: hashOf(posture), facts, set: [newer], removed: ['nginx:amd64'] };
    const sent = { ...change, posture: hashOf(after) };
    expect((await agent.ask('/api/agent/posture', sent)).statusCode).toBe(204);
    expect((await agent.told({ posture: hashOf(after) })).wants).toEqual(['status']);
    expect((await detail(test)).history.map((stretch) => stretch.posture)).toEqual([
      hashOf(after),
      hashOf(posture),
    ]);
    expect(kindOf(await agent.ask('/api/agent/posture', sent))).toBe('posture-unknown');
    const wrong = { ...sent, base: hashOf(after), posture: hashOf({}) };
    expect(kindOf(await agent.ask('/api/agent/posture', wrong))).toBe('posture-unknown');
  });
});
