import type { AgentTokens, HostAgent } from '@daybreak/protocol/agent';
import { readAudit, verifyAudit } from '@daybreak/storage/audit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../storage/tests/support/database.ts';
import { agentTokenMaxMs } from '../src/agent/tokens.ts';
import { attemptsPerAddress } from '../src/session/login-limit.ts';
import { makeToken, makeTokens, TestAgent } from './agent.ts';
import {
  administrator,
  startApp,
  systeminfo,
  type TestApp,
  upload,
  type Visitor,
} from './support.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server[Symbol.asyncDispose]());

async function withAdministrator(): Promise<TestApp & { visitor: Visitor }> {
  const test = await startApp(server);
  return { ...test, visitor: await administrator(test) };
}

async function actionsOf({ test }: TestApp): Promise<string[]> {
  return (await readAudit(test.database, 0, 200)).map(({ action }) => action);
}

const kindOf = (answer: { json(): { type: string } }) => answer.json().type.split(':').at(-1);

describe("agents' tokens", () => {
  it('are made together, told once, listed without their secrets, and revoked', async () => {
    await using test = await withAdministrator();
    const made = await makeTokens(test.visitor, { group: ' shop ', count: 3 });
    expect(made).toMatchObject({ group: 'shop', expiresAt: '2024-06-21T08:00:00.000Z' });
    expect(new Set(made.tokens.map(({ token }) => token)).size).toBe(3);
    const [first] = made.tokens;
    expect(first?.command).toBe(`daybreak-agent enroll http://localhost:7070 ${first?.token}`);
    expect(first?.token).toMatch(/^dbk1\.[\w-]{43}$/);
    const listed = await test.visitor.ask('GET', '/api/agent-tokens');
    expect(listed.json<AgentTokens>().tokens).toHaveLength(3);
    const path = `/api/agent-tokens/${first?.id}`;
    expect((await test.visitor.ask('DELETE', path)).statusCode).toBe(204);
    expect((await test.visitor.ask('DELETE', path)).statusCode).toBe(404);
    const answer = await new TestAgent(test).enrol(first?.token ?? '');
    expect(kindOf(answer)).toBe('token-not-valid');
    const rows = await test.test.database.selectFrom('agent_tokens').selectAll().execute();
    const kept = JSON.stringify([rows, await readAudit(test.test.database, 0, 99), test.log]);
    expect(kept + listed.body).not.toContain(first?.token.split('.')[1]);
  });

  it('are not made for a host that is not there, nor by somebody without a session', async () => {
    await using test = await withAdministrator();
    const host = '00000000-0000-4000-8000-000000000000';
    const asked = { payload: { host } };
    expect((await test.visitor.ask('POST', '/api/agent-tokens', asked)).statusCode).toBe(404);
    test.visitor.cookie = '';
    expect((await test.visitor.ask('POST', '/api/agent-tokens')).statusCode).toBe(401);
  });
});

describe('an agent that joins', () => {
  it('is a host of the group, once for one token', async () => {
    await using test = await withAdministrator();
    const token = await makeToken(test.visitor, { group: 'shop' });
    const agent = new TestAgent(test);
    expect((await agent.enrol(token)).json()).toMatchObject({ group: 'shop', pollSeconds: 300 });
    const second = await new TestAgent(test, 'web-2').enrol(token);
    expect(kindOf(second)).toBe('token-not-valid');
    const shown = await test.visitor.ask('GET', `/api/hosts/${agent.host}/agent`);
    expect(shown.json<HostAgent>()).toMatchObject({
      agent: { keyId: agent.key.id, isSilent: false, revokedAt: null, clone: null, status: null },
      orders: [],
    });
    expect(await actionsOf(test)).toContain('agent.enrol');
    expect(await verifyAudit(test.test.database)).toBeNull();
  });

  it('is let in once by two who ask at the same time', async () => {
    await using test = await withAdministrator();
    const token = await makeToken(test.visitor);
    const both = [new TestAgent(test, 'web-1'), new TestAgent(test, 'web-2')];
    const answers = await Promise.all(both.map((agent) => agent.enrol(token)));
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 401]);
  });

  it('may ask again when the answer was lost, also after a start, and not by repeating', async () => {
    await using test = await withAdministrator();
    const token = await makeToken(test.visitor);
    const agent = new TestAgent(test);
    const signed = agent.enrolment(token);
    const first = (await agent.send(signed)).json();
    expect(kindOf(await agent.send(signed))).toBe('request-replayed');
    expect((await agent.enrol(token)).json()).toEqual(first);
    agent.restart();
    test.pass(agentTokenMaxMs);
    expect((await agent.enrol(token)).json()).toEqual(first);
    const hosts = await test.test.database.selectFrom('hosts').select('id').execute();
    expect(hosts).toHaveLength(1);
  });

  it('is turned away with a token that has expired', async () => {
    await using test = await withAdministrator();
    const token = await makeToken(test.visitor);
    test.pass(agentTokenMaxMs);
    expect(kindOf(await new TestAgent(test).enrol(token))).toBe('token-not-valid');
  });

  it('proves that it has the key that it brings', async () => {
    await using test = await withAdministrator();
    const token = await makeToken(test.visitor);
    const [agent, thief] = [new TestAgent(test), new TestAgent(test)];
    const brought = JSON.parse(agent.enrolment(token).payload);
    const stolen = thief.signed('/api/agent/enrol', { ...brought, instance: thief.instance });
    expect(kindOf(await thief.send(stolen))).toBe('key-unknown');
    const named = agent.signed('/api/agent/enrol', brought, {
      key: { id: agent.key.id, privateKey: thief.key.privateKey },
    });
    expect(kindOf(await agent.send(named))).toBe('request-forged');
    expect((await agent.enrol(token)).statusCode).toBe(200);
  });

  it('takes over a host that was imported into the group, and none of another', async () => {
    await using test = await withAdministrator();
    const files = { a: systeminfo('WEB-1', ['KB5012170']) };
    await test.visitor.ask('POST', '/api/hosts/import', upload(files, 'shop'));
    const other = await makeToken(test.visitor, { group: 'office' });
    const agent = new TestAgent(test, 'web-1');
    const answer = await agent.enrol(other);
    expect(kindOf(answer)).toBe('host-in-other-group');
    expect(answer.body).not.toContain('shop');
    expect((await actionsOf(test)).at(-1)).toBe('agent.turned-away');
    expect((await agent.enrol(await makeToken(test.visitor, { group: 'shop' }))).statusCode).toBe(
      200,
    );
    const hosts = await test.test.database.selectFrom('hosts').select(['id', 'name']).execute();
    expect(hosts).toEqual([{ id: agent.host, name: 'WEB-1' }]);
  });

  it('is turned away under the name of a host with an agent, revoked or not', async () => {
    await using test = await withAdministrator();
    const first = new TestAgent(test);
    await first.enrol(await makeToken(test.visitor));
    const token = await makeToken(test.visitor);
    expect(kindOf(await new TestAgent(test, 'WEB-1').enrol(token))).toBe('host-has-agent');
    await test.visitor.ask('POST', `/api/hosts/${first.host}/agent/revoke`);
    expect(kindOf(await new TestAgent(test, 'web-1').enrol(token))).toBe('host-has-agent');
  });

  it('anew has a token for just that host; then the old key counts no more', async () => {
    await using test = await withAdministrator();
    const old = new TestAgent(test);
    await old.enrol(await makeToken(test.visitor, { group: 'shop' }));
    const token = await makeToken(test.visitor, { host: old.host, group: 'ignored' });
    expect(kindOf(await new TestAgent(test, 'web-2').enrol(token))).toBe('token-of-other-host');
    const anew = new TestAgent(test);
    expect((await anew.enrol(token)).json()).toMatchObject({ host: old.host, group: 'shop' });
    expect(kindOf(await old.checkIn())).toBe('key-unknown');
    expect((await anew.checkIn()).statusCode).toBe(200);
    expect((await actionsOf(test)).at(-1)).toBe('agent.enrol-anew');
  });

  it('is turned away with a key that a host has, also with a token for the host', async () => {
    await using test = await withAdministrator();
    const agent = new TestAgent(test);
    await agent.enrol(await makeToken(test.visitor));
    const copy = new TestAgent(test, 'web-2', { key: agent.key, start: 9 });
    expect(kindOf(await copy.enrol(await makeToken(test.visitor)))).toBe('key-in-use');
    const own = await makeToken(test.visitor, { host: agent.host });
    expect(kindOf(await agent.enrol(own))).toBe('key-in-use');
  });

  it('is limited by address where its token is wrong, and never where it is right', async () => {
    await using test = await withAdministrator();
    const wrong = `dbk1.${'x'.repeat(43)}`;
    const statuses = [];
    for (let number = 0; number <= attemptsPerAddress; number += 1) {
      statuses.push((await new TestAgent(test).enrol(wrong)).statusCode);
    }
    expect(statuses.at(-2)).toBe(401);
    expect(statuses.at(-1)).toBe(429);
    expect((await new TestAgent(test).enrol(await makeToken(test.visitor))).statusCode).toBe(200);
  });
});
