/** A Windows host that says by its agent what an imported inventory says of it. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { type PostureFacts, readSysteminfo, type WindowsHost } from '@daybreak/core/inventory';
import { decodeText } from '@daybreak/intake/text';
import { type HostAgent, type WindowsPosture, windowsPosture } from '@daybreak/protocol/agent';
import type { HostDetail } from '@daybreak/protocol/host';
import { postureOf } from '@daybreak/storage/host';
import { afterAll, beforeAll, describe, expect, expectTypeOf, it } from 'vitest';
import { startTestServer, type TestServer } from '../../storage/tests/support/database.ts';
import { candidates, hashOf, makeToken, status, TestAgent } from './agent.ts';
import { juneFeeds, juneFixes } from './knowledge.ts';
import { administrator, startApp } from './support.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server[Symbol.asyncDispose]());

const may: WindowsPosture = {
  osName: 'Microsoft Windows Server 2022 Standard',
  family: 'Windows Server 2022',
  edition: 'Standard',
  ...{ release: '', architecture: 'x64', servicePack: 0, version: '10.0.20348', build: 20348 },
  ...{ revision: 2461, serverCore: false, role: 'server' },
  installed: { updates: ['KB5037782'], stated: 1, complete: true },
};
const june: WindowsPosture = {
  ...may,
  revision: 2527,
  installed: { updates: ['KB5037782', 'KB5039227'], stated: 2, complete: true },
};

async function windowsHost() {
  const test = await startApp(server);
  test.exposure.learn(juneFixes, juneFeeds);
  const visitor = await administrator(test);
  const agent = new TestAgent(test, 'WEB-1');
  await agent.enrol(await makeToken(visitor));
  const get = async <T>(path: string) =>
    (await visitor.ask('GET', `/api/hosts/${agent.host}${path}`)).json<T>();
  return { ...test, agent, get };
}

describe('a Windows host with an agent', () => {
  it('says its posture in just the facts that the server keeps', () => {
    type Facts = Omit<WindowsHost, 'name' | 'domain'>;
    expectTypeOf<keyof WindowsPosture>().toEqualTypeOf<keyof Facts>();
    expectTypeOf<WindowsPosture>().toExtend<PostureFacts>();
    for (const extra of ['name', 'domain', 'packages']) {
      expect(windowsPosture.safeParse({ ...may, [extra]: '' }).success).toBe(false);
    }
  });

  it('is judged as one whose inventory was imported, and its posture is kept under its hash', async () => {
    await using test = await windowsHost();
    const { agent, get } = test;
    const said = { posture: hashOf(may), candidates: null, status: hashOf(status) };
    expect((await agent.told(said)).wants).toEqual(['posture', 'status']);
    const before = await agent.ask('/api/agent/posture', { posture: may });
    expect(before.statusCode, before.body).toBe(204);
    expect((await agent.told(said)).wants).toEqual(['status']);
    expect(await get<HostDetail>('')).toMatchObject({
      host: { system: 'windows', build: '10.0.20348.2461', verdict: 'exposed', toInstall: 1 },
      installed: { system: 'windows', updates: ['KB5037782'], complete: true },
    });
    await test.pass(3_600_000);
    await agent.ask('/api/agent/posture', { posture: june });
    const { host, history } = await get<HostDetail>('');
    expect(host).toMatchObject({ verdict: 'clean', open: 0 });
    expect(history.map(({ posture }) => posture)).toEqual(
      expect.arrayContaining([hashOf(may), hashOf(june)]),
    );
  });

  it('is not taken as a change, and not with facts that no Windows has', async () => {
    await using test = await windowsHost();
    const { agent } = test;
    const { installed: _, ...facts } = may;
    const change = { base: hashOf(may), posture: hashOf(june), facts, set: [], removed: [] };
    expect((await agent.ask('/api/agent/posture', change)).statusCode).toBe(400);
    const wrong = { posture: { ...may, architecture: 'amd64' } };
    expect((await agent.ask('/api/agent/posture', wrong)).statusCode).toBe(400);
  });

  it('shows what its update service offers, beside what packages there are', async () => {
    await using test = await windowsHost();
    const { agent, get } = test;
    const offered = {
      ...{ update: 'KB5039227', title: '2024-06 Cumulative Update', severity: 'Critical' },
      ...{ categories: ['Security Updates'], cves: null, isRemovable: true },
    };
    const document = { ...candidates, updates: [offered] };
    await agent.ask('/api/agent/candidates', { candidates: document });
    const told = await agent.told({ candidates: hashOf(document) });
    expect(told.wants).not.toContain('candidates');
    const { agent: shown } = await get<HostAgent>('/agent');
    expect(shown?.candidates).toMatchObject({ said: [], updates: [offered] });
  });
});

const folders = [
  new URL('../../intake/fixtures/', import.meta.url),
  new URL('../../../../shared/data/systeminfo/', import.meta.url),
];

/** What systeminfo printed on real hosts. */
function printed(): readonly (readonly [string, string])[] {
  return folders.filter(existsSync).flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('_systeminfo.txt'))
      .map((name) => {
        const decoded = decodeText(readFileSync(new URL(name, folder)));
        if ('message' in decoded) throw new Error(`${name}: ${decoded.message}`);
        return [name, decoded.text] as const;
      }),
  );
}

it.each(printed())('%s makes a posture that can be sent, under the server’s hash', (_, text) => {
  const [found] = readSysteminfo(text).hosts;
  if (found === undefined) throw new Error('there is no host in it');
  const { name: _name, domain: _domain, ...facts } = found.host;
  expect(windowsPosture.parse(facts)).toEqual(facts);
  expect(hashOf(facts)).toBe(postureOf(found.host).hash);
});
