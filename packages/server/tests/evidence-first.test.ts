/** Evidence before an order, where the host's policy or a directive wants it. */
import type { Candidate, HostAgent, NewOrder, PlacedOrder } from '@daybreak/protocol/agent';
import { readAudit } from '@daybreak/storage/audit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../storage/tests/support/database.ts';
import { candidates, hashOf, makeToken, posture, TestAgent } from './agent.ts';
import { juneFeeds, juneFixes } from './knowledge.ts';
import { administrator, startApp } from './support.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server[Symbol.asyncDispose]());

const exploited = 'CVE-2024-5535';
const fixed = '3.0.20-1~deb12u1';
const openssl: Candidate = {
  ...{ name: 'libssl3', architecture: 'amd64', source: 'openssl' },
  ...{ installed: '3.0.17-1~deb12u2', version: fixed, isSecurity: true },
  ...{ origins: ['Debian-Security:12/oldstable-security'], cves: [exploited, 'CVE-2024-4741'] },
};
const install = {
  ...{ action: 'install', manifest: 'openssl-1.json' },
  packages: [{ name: 'libssl3', version: fixed }],
} as const;
const tier = '3 days & forensic investigation';

/** A host that goes by the policy, with what it has and could take. */
async function hostUnder(policy: string) {
  const test = await startApp(server);
  test.exposure.learn(juneFixes, juneFeeds);
  test.exposure.list([exploited, 'CVE-2024-30051']);
  const visitor = await administrator(test);
  const agent = new TestAgent(test);
  await agent.enrol(await makeToken(visitor));
  const assigned = { payload: { group: '', policy } };
  expect((await visitor.ask('PUT', '/api/policy-assignments', assigned)).statusCode).toBe(200);
  const says = async (...said: readonly Candidate[]) => {
    const document = { ...candidates, candidates: [...said] };
    expect((await agent.ask('/api/agent/posture', { posture })).statusCode).toBe(204);
    await agent.ask('/api/agent/candidates', { candidates: document });
    await agent.told({ candidates: hashOf(document) });
  };
  const place = async (order: Partial<NewOrder> = {}): Promise<PlacedOrder> => {
    const payload = { ...install, ...order };
    const answer = await visitor.ask('POST', `/api/hosts/${agent.host}/orders`, { payload });
    expect(answer.statusCode, answer.body).toBe(200);
    return answer.json();
  };
  return { ...test, visitor, agent, says, place };
}

const demanded = {
  ...{ by: 'policy', of: 'libssl3', policy: 'CISA BOD 26-04' },
  ...{ tier, advisory: exploited },
};

describe('an order to install', () => {
  it('asks for evidence first where the tier of what it closes does, and says so', async () => {
    await using test = await hostUnder('bod-26-04');
    await test.says(openssl);
    const placed = await test.place();
    expect(placed).toMatchObject({ evidence: 'keep', evidenceDemands: [demanded] });
    const shown = await test.visitor.ask('GET', `/api/hosts/${test.agent.host}/agent`);
    expect(shown.json<HostAgent>().orders[0]).toMatchObject({
      ...{ id: placed.id, evidence: 'keep', evidenceDemands: [demanded] },
    });
    expect((await test.agent.told()).order).toMatchObject({ id: placed.id, evidence: 'keep' });
    expect((await readAudit(test.test.database, 0, 99)).at(-1)).toMatchObject({
      action: 'order.place',
      details: { evidence: 'keep', evidenceDemands: [demanded] },
    });
  });

  it('hands it over where whoever places it asks for that, which is more', async () => {
    await using test = await hostUnder('bod-26-04');
    await test.says(openssl);
    expect(await test.place({ evidence: 'upload' })).toMatchObject({
      ...{ evidence: 'upload', evidenceDemands: [demanded] },
    });
  });

  it('asks for none where no tier does: by another policy, for other updates', async () => {
    const none = { evidence: 'none', evidenceDemands: [] };
    await using other = await hostUnder('daybreak');
    await other.says(openssl);
    expect(await other.place()).toMatchObject(none);
    await using test = await hostUnder('bod-26-04');
    await test.says({ ...openssl, cves: ['CVE-2024-4741'] });
    expect(await test.place()).toMatchObject(none);
    const restart: Partial<NewOrder> = { action: 'restart', packages: [] };
    expect(await test.place(restart)).toMatchObject(none);
    const same = [{ name: 'nginx', version: '1.22.1-9' }];
    expect(await test.place({ packages: [...same, { name: 'new', version: '1' }] })).toMatchObject(
      none,
    );
  });

  it('asks for it where nobody knows what it closes', async () => {
    await using test = await hostUnder('bod-26-04');
    const unknown = { evidence: 'keep', evidenceDemands: [{ ...demanded, advisory: null }] };
    expect(await test.place()).toMatchObject(unknown);
    await test.says();
    expect(await test.place()).toMatchObject(unknown);
    await test.says({ ...openssl, cves: null });
    expect(await test.place()).toMatchObject(unknown);
    await test.says({ ...openssl, version: '3.0.18' });
    expect(await test.place()).toMatchObject(unknown);
  });

  it('of Windows goes by what is known of its product, also under a tier with the same time', async () => {
    await using test = await hostUnder('bod-26-04');
    const may = {
      ...{ osName: 'Microsoft Windows Server 2022 Standard', family: 'Windows Server 2022' },
      ...{ edition: 'Standard', release: '', architecture: 'x64', servicePack: 0 },
      ...{ version: '10.0.20348', build: 20348, revision: 2400, serverCore: false },
      ...{ role: 'server', installed: { updates: [], stated: 0, complete: true } },
    };
    expect((await test.agent.ask('/api/agent/posture', { posture: may })).statusCode).toBe(204);
    expect(await test.place({ packages: [], updates: ['KB5039227'] })).toMatchObject({
      evidence: 'keep',
      evidenceDemands: [{ of: 'KB5039227', tier, advisory: 'CVE-2024-30051' }],
    });
  });

  it('asks for it where a directive orders it of the host', async () => {
    await using test = await hostUnder('daybreak');
    await test.says(openssl);
    const scope = { advisories: [exploited] };
    const demands = [{ action: 'collect-evidence', clock: { by: '2024-06-22' } }];
    const terms = { authority: 'CISA', title: 'ED 24-99', scope, demands };
    const payload = { at: '2024-06-20T07:00Z', zone: 'UTC', terms };
    expect((await test.visitor.ask('POST', '/api/directives', { payload })).statusCode).toBe(200);
    test.pass(120_000);
    expect(await test.place()).toMatchObject({
      evidence: 'keep',
      evidenceDemands: [{ by: 'directive', of: 'libssl3', authority: 'CISA', title: 'ED 24-99' }],
    });
  });
});
