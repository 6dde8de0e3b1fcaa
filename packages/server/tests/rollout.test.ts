import { hostsIn, type Phase, type RolloutEvent, type RolloutSetup } from '@daybreak/core/rollout';
import type { HostPosture, OrderOutcome } from '@daybreak/protocol/agent';
import { RolloutDriver } from '@daybreak/server/rollout';
import { readAudit } from '@daybreak/storage/audit';
import { transact } from '@daybreak/storage/database';
import { lastOrders } from '@daybreak/storage/order';
import { addRollout, readRolloutEvents } from '@daybreak/storage/rollout';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../storage/tests/support/database.ts';
import { debianPackage, hashOf, makeTokens, posture, status, TestAgent } from './agent.ts';
import { administrator, startApp, type TestApp } from './support.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server[Symbol.asyncDispose]());

const [before, wanted] = ['3.0.17-1~deb12u2', '3.0.17-1~deb12u3'];
const minuteMs = 60_000;
const having = (version: string): HostPosture => ({
  ...posture,
  packages: [debianPackage('libssl3', version), debianPackage('nginx', '1.22.1-9')],
});
const outcome = (from: string, to: string): OrderOutcome => ({
  ...{ kind: 'done', reasons: [], halfDone: [], log: '' },
  changed: [{ name: 'libssl3', from, to }],
});

interface Course extends TestApp {
  readonly id: string;
  readonly agents: readonly TestAgent[];
  readonly driver: RolloutDriver;
  /** Another server's, on the same database. */
  readonly other: RolloutDriver;
}

/** A rollout to so many hosts by ring, which have joined and said what they are. */
async function begin(rings: readonly number[]): Promise<Course> {
  const test = await startApp(server, { agentPollSeconds: 60 });
  const visitor = await administrator(test);
  const count = rings.reduce((sum, size) => sum + size, 0);
  const { tokens } = await makeTokens(visitor, { count });
  const agents: TestAgent[] = [];
  for (const [at, { token }] of tokens.entries()) {
    const agent = new TestAgent(test, `deb-${at}`);
    await agent.enrol(token);
    await agent.ask('/api/agent/posture', { posture: having(before) });
    agents.push(agent);
  }
  const { context } = test;
  const id = context.newId();
  const terms = {
    ...{ id, title: 'openssl', manifest: 'openssl.json', updates: [], salt: 'salt' },
    packages: [{ name: 'libssl3', version: wanted }],
    back: [{ name: 'libssl3', version: '3.0.15-1~deb12u1' }],
    ...{ leaseMs: 10 * minuteMs, createdBy: 'Ada', createdAt: context.now() },
  };
  const hostIds = agents.map(({ host }) => host);
  await transact(context.database, (tx) => addRollout(tx, terms, setupOf(rings), hostIds));
  const parts = { ...context, openCalendars: () => [0] };
  const [driver, other] = [new RolloutDriver(parts), new RolloutDriver(parts)];
  await driver.happen(id, { kind: 'start', by: 'Ada' });
  await driver.advanceAll();
  return { ...test, id, agents, driver, other };
}

function setupOf(rings: readonly number[]): RolloutSetup {
  const ring = Uint8Array.from(rings.flatMap((size, at) => new Array<number>(size).fill(at)));
  const { length } = ring;
  return {
    ...{ alpha: 0.05, probes: ['tls', 'manifest'], awayMax: 1, ordersMax: 1000, isRemovable: true },
    rings: rings.map(() => ({ startsAfterMs: 0, observeMs: minuteMs, observedNeeded: 1 })),
    hosts: {
      ...{ ring, stratum: new Uint16Array(length), calendar: new Uint8Array(length) },
      faultDomain: Uint32Array.from(ring, (_, at) => at),
      dependencyGroup: new Int32Array(length).fill(-1),
    },
    ...{ rollsBack: false, approvalsNeeded: 0, deadlineMs: null, warningMs: 0 },
  };
}

const hostsNow = async ({ driver, id }: Course, phase: Phase) => {
  const state = await driver.stateOf(id);
  return state === null || state.kind === 'proposed' || state.progress === null
    ? 0
    : hostsIn(state.progress, [phase]);
};

const asks = (agent: TestAgent, version = before) =>
  agent.told({ posture: hashOf(having(version)), status: hashOf(status) });

/** Says what it sees of the manifest's endpoint. */
async function sees(agent: TestAgent, state: 'ok' | 'critical'): Promise<void> {
  const tls = { kind: 'tls', name: 'shop.example:443', state, text: '' };
  const health = { manifests: [{ path: 'openssl.json', why: '', probes: [tls] }], host: [] };
  expect((await agent.ask('/api/agent/health', { health })).statusCode).toBe(204);
}

/** Does what it is ordered, and shows it. */
async function obey(agent: TestAgent, version: string): Promise<void> {
  const { order } = await asks(agent, version);
  const to = order?.packages[0]?.version ?? '';
  const at = agent.test.context.now().toISOString();
  await agent.report(order?.id ?? '', { kind: 'begun', at });
  const ended = { kind: 'ended' as const, at, outcome: outcome(version, to) };
  await agent.report(order?.id ?? '', ended);
  await agent.ask('/api/agent/posture', { posture: having(to) });
}

describe('a rollout on its hosts', () => {
  it('follows each from its order to what its own inventory shows', async () => {
    await using course = await begin([2]);
    const [one] = course.agents as [TestAgent];
    const { order } = await asks(one);
    expect(order).toMatchObject({
      ...{ action: 'install', manifest: 'openssl.json' },
      packages: [{ name: 'libssl3', version: wanted }],
    });
    await course.driver.advance(course.id);
    expect([await hostsNow(course, 'granted'), await hostsNow(course, 'ordered')]).toEqual([1, 1]);
    const at = course.context.now().toISOString();
    await one.report(order?.id ?? '', { kind: 'begun', at });
    await course.driver.advance(course.id);
    expect(await hostsNow(course, 'installing')).toBe(1);
    const ended = { kind: 'ended' as const, at, outcome: outcome(before, wanted) };
    await one.report(order?.id ?? '', ended);
    await course.driver.advance(course.id);
    expect(await hostsNow(course, 'done')).toBe(1);
    await one.ask('/api/agent/posture', { posture: having(wanted) });
    await course.driver.advance(course.id);
    expect(await hostsNow(course, 'verified')).toBe(1);
  });

  it('orders nobody of a ring whose own ahead of it has not passed', async () => {
    await using course = await begin([1, 1]);
    const [one, two] = course.agents as [TestAgent, TestAgent];
    expect((await asks(two)).order).toBeNull();
    await obey(one, before);
    await course.driver.advance(course.id);
    course.pass(10 * minuteMs);
    await asks(one, wanted);
    await course.driver.advance(course.id);
    // Nobody has looked at the first.
    expect((await asks(two)).order).toBeNull();
    await course.driver.happen(course.id, { kind: 'override', by: 'Ada', why: 'it is fine' });
    await course.driver.advance(course.id);
    expect((await asks(two)).order).toMatchObject({ action: 'install' });
  });

  it('grants nothing once a halt is written, also what was ordered before, and goes on after it', async () => {
    await using course = await begin([3]);
    const [one, two] = course.agents as [TestAgent, TestAgent];
    expect((await asks(one)).order).not.toBeNull();
    await course.other.happen(course.id, { kind: 'halt', by: 'Ada', why: 'a report' });
    expect((await asks(one)).order).toBeNull();
    expect((await asks(two)).order).toBeNull();
    await course.driver.happen(course.id, { kind: 'resume', by: 'Ada' });
    expect((await asks(two)).order).toMatchObject({ action: 'install' });
  });

  it('takes back to what each host had, also in a halt', async () => {
    await using course = await begin([2]);
    const [one] = course.agents as [TestAgent];
    await obey(one, before);
    await course.driver.advance(course.id);
    await course.driver.happen(course.id, { kind: 'halt', by: 'Ada', why: 'a report' });
    await course.driver.happen(course.id, { kind: 'roll-back', by: 'Ada', hosts: null });
    expect(await hostsNow(course, 'going-back')).toBe(1);
    const { order } = await asks(one, wanted);
    expect(order).toMatchObject({
      action: 'roll-back',
      packages: [{ name: 'libssl3', version: before }],
    });
    await obey(one, wanted);
    await course.driver.advance(course.id);
    expect(await hostsNow(course, 'rolled-back')).toBe(1);
  });

  it('has its hosts watch, passes a ring that is seen to be well, and stops them at its end', async () => {
    await using course = await begin([2, 2]);
    const { agents, driver, id } = course;
    expect((await asks(agents[0] as TestAgent)).watch).toEqual({
      ...{ manifests: ['openssl.json'], everySeconds: 60 },
    });
    for (const agent of agents) await sees(agent, 'ok');
    for (const ring of [agents.slice(0, 2), agents.slice(2)]) {
      for (const agent of ring) await obey(agent, before);
      await driver.advance(id);
      course.pass(minuteMs);
      for (const agent of agents) await agent.told();
      await driver.advanceAll();
    }
    expect(await driver.stateOf(id)).toMatchObject({ kind: 'ended', how: 'complete' });
    expect((await asks(agents[0] as TestAgent, wanted)).watch).toBeNull();
  });

  it('halts where hosts with the update fail and the others do not, and names what failed', async () => {
    await using course = await begin([3, 17]);
    const { agents, driver, id } = course;
    for (const agent of agents) await sees(agent, 'ok');
    for (const agent of agents.slice(0, 3)) await obey(agent, before);
    await driver.advance(id);
    for (const agent of agents.slice(0, 3)) await sees(agent, 'critical');
    await driver.advance(id);
    const why = expect.stringContaining('any, tls');
    expect(await driver.stateOf(id)).toMatchObject({ kind: 'halted', by: null, why });
  });

  it('halts by silence of those that have the update, and says so in the ledger', async () => {
    await using course = await begin([3, 17]);
    for (const agent of course.agents.slice(0, 3)) await asks(agent);
    await course.driver.advance(course.id);
    course.pass(4 * minuteMs);
    for (const agent of course.agents.slice(3)) await asks(agent);
    await course.driver.advance(course.id);
    expect(await course.driver.stateOf(course.id)).toMatchObject({ kind: 'halted', by: null });
    expect(await hostsNow(course, 'lost')).toBe(3);
    const entries = await readAudit(course.context.database, 0, 1000);
    expect(entries.map(({ action }) => action)).toContain('rollout.page');
  });

  it('is driven by two servers at once as by one: each order is placed once', async () => {
    await using course = await begin([4, 4]);
    const { driver, other, id } = course;
    const both = () => Promise.all([driver.advance(id), other.advance(id), driver.advance(id)]);
    for (const agent of course.agents.slice(0, 4)) await obey(agent, before);
    await both();
    const override: RolloutEvent = { kind: 'override', by: 'Ada', why: 'it is fine' };
    await Promise.all([driver.happen(id, override), other.happen(id, override)]);
    await both();
    expect(await hostsNow(course, 'verified')).toBe(4);
    for (const { host } of course.agents.slice(0, 4)) {
      expect(await lastOrders(course.context.database, host, 10)).toHaveLength(1);
    }
    const events = await readRolloutEvents(course.context.database, id, 0);
    expect(events.map(({ sequence }) => sequence)).toEqual(events.map((_, at) => at + 1));
  });

  it('says so where there is no such rollout', async () => {
    await using course = await begin([1]);
    const nobody = course.context.newId();
    expect(await course.driver.happen(nobody, { kind: 'resume', by: 'Ada' })).toBe('unknown');
    expect(await course.driver.happen(course.id, { kind: 'resume', by: 'Ada' })).toEqual({
      ...{ kind: 'not-now', state: 'running' },
    });
  });
});
