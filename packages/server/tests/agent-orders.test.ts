import { createHash } from 'node:crypto';
import type { HostAgent, OrderOutcome, ShownOrder } from '@daybreak/protocol/agent';
import { createServer } from '@daybreak/server/http';
import { readAudit, verifyAudit } from '@daybreak/storage/audit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../storage/tests/support/database.ts';
import { answerCheckIns } from '../src/agent/check-in.ts';
import { makeToken, TestAgent } from './agent.ts';
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

const packages = [{ name: 'libssl3', version: '3.0.20-1~deb12u1' }];
const asked = { action: 'install', manifest: 'openssl-1.json', packages, leaseMs: 60_000 };
const outcome: OrderOutcome = { kind: 'done', reasons: [], halfDone: [], changed: [], log: 'ok' };

async function place({ visitor, agent }: Joined, more: object = {}): Promise<string> {
  const payload = { ...asked, ...more };
  const answer = await visitor.ask('POST', `/api/hosts/${agent.host}/orders`, { payload });
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json().id;
}

async function ordersOf({ visitor, agent }: Joined): Promise<ShownOrder[]> {
  const answer = await visitor.ask('GET', `/api/hosts/${agent.host}/agent`);
  return answer.json<HostAgent>().orders;
}

function cancel({ visitor, agent }: Joined, id: string) {
  return visitor.ask('POST', `/api/hosts/${agent.host}/orders/${id}/cancel`);
}

const at = (second: number) => `2024-06-20T08:00:${String(second).padStart(2, '0')}.000Z`;
const begun = (second: number) => ({ kind: 'begun' as const, at: at(second) });
const ended = (second: number) => ({ kind: 'ended' as const, at: at(second), outcome });
const progress = (second: number, percent: number) => ({
  ...{ kind: 'progress' as const, at: at(second) },
  ...{ step: 'installing', percent },
});

describe('an order', () => {
  it('is granted when its host asks, one at a time, and shown as it goes', async () => {
    await using test = await withAgent();
    const { agent } = test;
    const id = await place(test);
    const next = await place(test, { action: 'restart', packages: [] });
    expect((await ordersOf(test)).map(({ state }) => state)).toEqual(['waiting', 'waiting']);
    const { order } = await agent.told();
    expect(order).toEqual({ ...asked, evidence: 'none', id, host: agent.host, updates: [] });
    expect((await ordersOf(test))[1]).toMatchObject({ id, state: 'granted', placedBy: 'Ada' });
    expect((await agent.report(id, begun(1))).statusCode).toBe(204);
    expect((await agent.told()).order).toBeNull();
    await agent.report(id, progress(2, 50));
    expect((await ordersOf(test))[1]).toMatchObject({
      state: 'begun',
      progress: { at: at(2), step: 'installing', percent: 50 },
    });
    await agent.report(id, ended(3));
    expect((await ordersOf(test))[1]).toMatchObject({ state: 'ended', endedAt: at(3), outcome });
    expect((await agent.told()).order?.id).toBe(next);
    const told = (await readAudit(test.test.database, 0, 99)).map(({ action }) => action);
    expect(told.slice(-3)).toEqual(['order.place', 'order.place', 'order.end']);
    expect(await verifyAudit(test.test.database)).toBeNull();
  });

  it('whose answer was lost is given again with what is left of its lease, then anew', async () => {
    await using test = await withAgent();
    const id = await place(test);
    expect((await test.agent.told()).order).toMatchObject({ id, leaseMs: 60_000 });
    test.pass(45_000);
    // The server that granted it is gone: what it granted is on disk.
    const after = await createServer(test.context);
    const answer = await after.inject(test.agent.ready());
    await after.close();
    expect(answer.json().order).toMatchObject({ id, leaseMs: 15_000 });
    test.pass(15_000);
    expect((await ordersOf(test))[0]?.state).toBe('lapsed');
    expect((await test.agent.told()).order).toMatchObject({ id, leaseMs: 60_000 });
  });

  it('is on disk as granted before it is answered: a write that fails grants nothing', async () => {
    await using test = await withAgent();
    const id = await place(test);
    const { database } = test.test;
    await database.schema.alterTable('orders').renameColumn('lease_ms', 'lease_gone').execute();
    const failed = test.agent.ready();
    expect((await test.agent.send(failed)).statusCode).toBe(500);
    await database.schema.alterTable('orders').renameColumn('lease_gone', 'lease_ms').execute();
    expect((await ordersOf(test))[0]?.state).toBe('waiting');
    expect((await test.agent.told()).order?.id).toBe(id);
  });

  it('that has ended is never granted again', async () => {
    await using test = await withAgent();
    const id = await place(test);
    await test.agent.told();
    await test.agent.report(id, ended(1));
    test.pass(120_000);
    expect((await test.agent.told()).order).toBeNull();
  });

  it('is granted to no machine while two have the key, nor to a revoked one', async () => {
    await using test = await withAgent();
    await place(test);
    const copy = test.agent.copied();
    test.agent.restart();
    // In one batch: what the first was to be told is known to be wrong when it is answered.
    const batch = [test.agent, copy].map((agent) => ({
      keyId: agent.key.id,
      run: { start: agent.start, count: 1, instance: agent.instance },
      said: { ...agent.said(), instance: agent.instance },
    }));
    const [first, second] = await answerCheckIns(test.context, batch);
    expect(first).toMatchObject({ order: null });
    expect(second).toMatchObject({ kind: 'agent-cloned' });
    expect((await test.agent.checkIn()).statusCode).toBe(409);
    expect((await ordersOf(test))[0]?.state).toBe('waiting');
    await test.visitor.ask('POST', `/api/hosts/${test.agent.host}/agent/revoke`);
    const payload = { payload: asked };
    const path = `/api/hosts/${test.agent.host}/orders`;
    expect((await test.visitor.ask('POST', path, payload)).statusCode).toBe(404);
  });

  it('is cancelled unless it has begun; what began before it heard counts', async () => {
    await using test = await withAgent();
    const first = await place(test);
    expect((await cancel(test, first)).statusCode).toBe(204);
    expect((await cancel(test, first)).statusCode).toBe(409);
    expect((await test.agent.told()).order).toBeNull();
    const second = await place(test);
    await test.agent.told();
    expect((await cancel(test, second)).statusCode).toBe(204);
    await test.agent.report(second, begun(1));
    expect((await cancel(test, second)).statusCode).toBe(409);
    expect((await ordersOf(test)).map(({ state }) => state)).toEqual(['begun', 'cancelled']);
  });

  it('that was begun ends when the host is enrolled anew, and what waits is given to the new', async () => {
    await using test = await withAgent();
    const [first, second] = [await place(test), await place(test)];
    await test.agent.told();
    await test.agent.report(first, begun(1));
    const anew = new TestAgent(test);
    await anew.enrol(await makeToken(test.visitor, { host: test.agent.host }));
    expect((await ordersOf(test))[1]).toMatchObject({
      id: first,
      outcome: { kind: 'interrupted' },
    });
    expect((await anew.told()).order?.id).toBe(second);
  });

  it('names nothing that is no order', async () => {
    await using test = await withAgent();
    const path = `/api/hosts/${test.agent.host}/orders`;
    for (const wrong of [{ action: 'run' }, { leaseMs: 0 }, { updates: ['KB1; reboot'] }]) {
      const payload = { ...asked, ...wrong };
      expect((await test.visitor.ask('POST', path, { payload })).statusCode).toBe(400);
    }
  });
});

describe('a report', () => {
  it('that is sent again, or comes late, changes nothing and is acknowledged', async () => {
    await using test = await withAgent();
    const id = await place(test);
    await test.agent.told();
    const acknowledged = async (report: Parameters<TestAgent['report']>[1]) => {
      expect((await test.agent.report(id, report)).statusCode).toBe(204);
      return (await ordersOf(test))[0];
    };
    await acknowledged(begun(1));
    expect(await acknowledged(begun(9))).toMatchObject({ begunAt: at(1) });
    await acknowledged(progress(4, 40));
    expect(await acknowledged(progress(3, 30))).toMatchObject({ progress: { percent: 40 } });
    const done = await acknowledged(ended(5));
    expect(await acknowledged(ended(7))).toEqual(done);
    expect(await acknowledged(progress(6, 60))).toEqual(done);
    expect(await acknowledged(begun(8))).toEqual(done);
    const entries = await readAudit(test.test.database, 0, 99);
    expect(entries.filter(({ action }) => action === 'order.end')).toHaveLength(1);
  });

  it('of another host, or of no order, is refused', async () => {
    await using test = await withAgent();
    const id = await place(test);
    const other = new TestAgent(test, 'web-2');
    await other.enrol(await makeToken(test.visitor));
    expect((await other.report(id, ended(1))).statusCode).toBe(404);
    const none = '00000000-0000-4000-8000-000000000000';
    expect((await test.agent.report(none, ended(1))).statusCode).toBe(404);
    expect((await ordersOf(test))[0]?.state).toBe('waiting');
  });

  it('may hold what a package manager prints, also what no database can keep', async () => {
    await using test = await withAgent();
    const id = await place(test);
    const log = 'a\0b\ud800c';
    const answer = await test.agent.report(id, { ...ended(1), outcome: { ...outcome, log } });
    expect(answer.statusCode).toBe(204);
    expect((await ordersOf(test))[0]?.outcome?.log).toBe('a\ufffdb\ufffdc');
  });
});

describe('evidence', () => {
  const bytes = Buffer.from('as if gzipped');
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const upload = { sha256, evidence: bytes.toString('base64') };

  it('is asked for with the order, and kept as its host has handed it over', async () => {
    await using test = await withAgent();
    const { agent, visitor } = test;
    const id = await place(test, { evidence: 'upload' });
    expect((await agent.checkIn()).json()).toMatchObject({ order: { id, evidence: 'upload' } });
    const path = `/api/agent/orders/${id}/evidence`;
    expect((await ordersOf(test))[0]?.handedOver).toBeNull();
    expect((await agent.ask(path, upload)).statusCode).toBe(204);
    expect((await ordersOf(test))[0]?.handedOver?.sha256).toBe(sha256);
    expect((await agent.ask(path, upload)).statusCode).toBe(204);
    const got = await visitor.ask('GET', `/api/hosts/${agent.host}/orders/${id}/evidence`);
    expect(got.rawPayload).toEqual(bytes);
    const other = createHash('sha256').update('other').digest('hex');
    const changed = { sha256: other, evidence: Buffer.from('other').toString('base64') };
    expect((await agent.ask(path, changed)).statusCode).toBe(404);
  });

  it('is refused where it is not what its hash says, or of no order of the host', async () => {
    await using test = await withAgent();
    const { agent, visitor } = test;
    const id = await place(test, { evidence: 'upload' });
    const wrong = { ...upload, sha256: '0'.repeat(64) };
    expect((await agent.ask(`/api/agent/orders/${id}/evidence`, wrong)).statusCode).toBe(400);
    const strange = '/api/agent/orders/00000000-0000-4000-8000-000000000000/evidence';
    expect((await agent.ask(strange, upload)).statusCode).toBe(404);
    const none = await visitor.ask('GET', `/api/hosts/${agent.host}/orders/${id}/evidence`);
    expect(none.statusCode).toBe(404);
  });
});
