/** A host of RPM that says by its agent what it is, on a real PostgreSQL. */
import type { RpmHost } from '@daybreak/core/inventory';
import { type HostAgent, type RpmPosture, rpmPosture } from '@daybreak/protocol/agent';
import type { HostDetail, HostPage } from '@daybreak/protocol/host';
import { postureOf } from '@daybreak/storage/host';
import { afterAll, beforeAll, describe, expect, expectTypeOf, it } from 'vitest';
import { startTestServer, type TestServer } from '../../storage/tests/support/database.ts';
import { rpmWith } from '../../storage/tests/support/hosts.ts';
import { candidates, posture as debian, hashOf, makeToken, status, TestAgent } from './agent.ts';
import { administrator, startApp } from './support.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server[Symbol.asyncDispose]());

const host = rpmWith('db-1', [
  ['kernel-core', '5.14.0-427.13.1.el9_4'],
  ['kernel-core', '5.14.0-427.40.1.el9_4'],
  ['openssl-libs', '1:3.0.7-27.el9'],
]);
const { name: _name, domain: _domain, ...facts } = host;
const posture = rpmPosture.parse(facts);

async function rpmHost() {
  const test = await startApp(server);
  const visitor = await administrator(test);
  const agent = new TestAgent(test, 'db-1');
  await agent.enrol(await makeToken(visitor));
  const get = async <T>(path: string) => (await visitor.ask('GET', `/api/hosts${path}`)).json<T>();
  return { ...test, agent, get };
}

describe('a host of RPM with an agent', () => {
  it('says its posture in just the facts that the server keeps', () => {
    expectTypeOf<keyof RpmPosture>().toEqualTypeOf<keyof Omit<RpmHost, 'name' | 'domain'>>();
    expect(postureOf(host).hash).toBe(hashOf(posture));
    expect(rpmPosture.safeParse(debian).success).toBe(false);
  });

  it('is unknown, for no feed covers it, and never said to lack nothing', async () => {
    await using test = await rpmHost();
    const { agent, get } = test;
    expect((await agent.ask('/api/agent/posture', { posture })).statusCode).toBe(204);
    expect((await agent.told({ posture: hashOf(posture) })).wants).not.toContain('posture');
    expect(await get<HostDetail>(`/${agent.host}`)).toMatchObject({
      host: { system: 'rpm', build: 'kernel 5.14.0-427.13.1.el9_4.x86_64', verdict: 'unknown' },
      installed: { system: 'rpm', packages: posture.packages },
      assessment: {
        ...{ product: 'rocky:9.4', verdict: 'unknown', feeds: [] },
        warnings: ['no feed covers rocky:9.4: nothing can be said about it'],
      },
      history: [{ system: 'rpm', product: 'rocky:9.4', installed: 3 }],
    });
    expect(await get<HostPage>('?verdict=unknown')).toMatchObject({ total: 1 });
    expect(await get<HostPage>('?verdict=clean')).toMatchObject({ total: 0 });
  });

  it('shows what dnf could install, with what its repositories say of it', async () => {
    await using test = await rpmHost();
    const { agent, get } = test;
    const libs = { name: 'openssl-libs', architecture: 'x86_64', source: 'openssl' };
    const candidate = {
      ...{ ...libs, installed: '1:3.0.7-27.el9', version: '1:3.0.7-28.el9_4' },
      ...{ origins: ['baseos'], isSecurity: true, cves: ['CVE-2024-5535'] },
    };
    const document = { ...candidates, candidates: [candidate] };
    const answer = await agent.ask('/api/agent/candidates', { candidates: document });
    expect(answer.statusCode, answer.body).toBe(204);
    const { agent: shown } = await get<HostAgent>(`/${agent.host}/agent`);
    expect(shown?.candidates).toMatchObject({ said: [candidate] });
  });

  it('is not taken as a change, for a kernel may be there twice under one name', async () => {
    await using test = await rpmHost();
    const { agent } = test;
    await agent.ask('/api/agent/posture', { posture });
    const { packages: _, packageFormat: _format, ...others } = posture;
    const change = { base: hashOf(posture), posture: hashOf({}), facts: others };
    const changed = await agent.ask('/api/agent/posture', { ...change, set: [], removed: [] });
    expect(changed.statusCode).toBe(409);
    await agent.ask('/api/agent/status', { status });
    expect((await agent.told({ posture: hashOf(posture) })).wants).toEqual([]);
  });
});
