import type { HostDetail, HostPage } from '@daybreak/protocol/host';
import type { ImportResult } from '@daybreak/protocol/import';
import type { Today, UpdateDetail } from '@daybreak/protocol/update';
import { readAudit, verifyAudit } from '@daybreak/storage/audit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../storage/tests/support/database.ts';
import { juneFeeds, juneFixes, windows10Fix } from './knowledge.ts';
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

const patched = ['KB5012170', 'KB5039227'];
const behind = ['KB5012170', 'KB5037782'];

/** Three hosts, of which two lack the update of June. */
async function withFleet(): Promise<TestApp & { visitor: Visitor }> {
  const test = await startApp(server);
  const visitor = await administrator(test);
  test.exposure.learn(juneFixes, juneFeeds);
  const files = {
    'web-1.txt': systeminfo('WEB-1', behind),
    'web-2.txt': systeminfo('WEB-2', behind),
    'db-1.txt': systeminfo('DB-1', patched),
  };
  await visitor.ask('POST', '/api/hosts/import', upload(files, 'shop'));
  return { ...test, visitor };
}

async function hostsOf(visitor: Visitor, query = ''): Promise<HostPage> {
  return (await visitor.ask('GET', `/api/hosts${query}`)).json();
}

describe('an import', () => {
  it('takes in what can be read and tells of the rest, with its place', async () => {
    await using test = await startApp(server);
    const visitor = await administrator(test);
    const files = {
      'web-1.txt': systeminfo('WEB-1', patched),
      'notes.txt': 'call the plumber',
      'nameless.txt': systeminfo('', patched),
    };
    const answer = await visitor.ask('POST', '/api/hosts/import', upload(files, 'shop'));
    const result: ImportResult = answer.json();
    expect(result).toMatchObject({ added: 1, changed: 0, unchanged: 0, outdated: 0, repeated: [] });
    expect(result.errors.map(({ place }) => place.split(':')[0])).toEqual(
      expect.arrayContaining(['notes.txt', 'nameless.txt']),
    );
    expect((await hostsOf(visitor)).hosts).toMatchObject([
      { name: 'WEB-1', group: 'shop', example: false, verdict: 'unknown' },
    ]);
    expect((await readAudit(test.test.database, 0, 10)).at(-1)).toMatchObject({
      actor: 'Ada',
      action: 'host.import',
      details: { added: 1 },
    });
    expect(await verifyAudit(test.test.database)).toBeNull();
  });

  it('counts the last of several inventories of one host, and names it', async () => {
    await using test = await startApp(server);
    const visitor = await administrator(test);
    const text = systeminfo('web-1', behind) + systeminfo('WEB-1', patched);
    const answer = await visitor.ask('POST', '/api/hosts/paste', {
      payload: { text, group: ' shop ' },
    });
    expect(answer.json()).toMatchObject({ added: 1, repeated: ['WEB-1'] });
    const { hosts } = await hostsOf(visitor);
    expect(hosts[0]?.group).toBe('shop');
    const detail: HostDetail = (await visitor.ask('GET', `/api/hosts/${hosts[0]?.id}`)).json();
    expect(detail.installed).toEqual({ system: 'windows', updates: patched, complete: true });
  });

  it('of 2,000 hosts is done in one go, and the second time changes nothing', async () => {
    await using test = await startApp(server);
    const visitor = await administrator(test);
    const files = Object.fromEntries(
      Array.from({ length: 2_000 }, (_, index) => [
        `host-${index}.txt`,
        systeminfo(`HOST-${index}`, index % 2 ? patched : behind),
      ]),
    );
    const first = await visitor.ask('POST', '/api/hosts/import', upload(files));
    expect(first.json()).toMatchObject({ added: 2_000, errors: [] });
    test.exposure.learn(juneFixes, juneFeeds);
    expect(await hostsOf(visitor, '?limit=5')).toMatchObject({ total: 2_000 });
    expect(test.exposure.assessments()).toBe(2);
    const second = await visitor.ask('POST', '/api/hosts/import', upload(files));
    expect(second.json()).toMatchObject({ added: 0, changed: 0, unchanged: 2_000 });
  });

  it.each([
    ['no file', upload({})],
    ['a body that is no form', { payload: { a: 1 } }],
    ['a group of too many characters', upload({ a: systeminfo('A', patched) }, 'x'.repeat(201))],
    ['a form cut short', { ...upload({ a: 'b' }), payload: '--a-boundary-of-the-test' }],
  ])('with %s is refused and changes nothing', async (_, request) => {
    await using test = await startApp(server);
    const visitor = await administrator(test);
    const answer = await visitor.ask('POST', '/api/hosts/import', request);
    expect(answer.statusCode).toBe(400);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(await hostsOf(visitor)).toMatchObject({ total: 0 });
  });
});

describe('the list of hosts', () => {
  it('puts the worst first, filters, and pages through each host once', async () => {
    await using test = await withFleet();
    const { visitor } = test;
    const all = await hostsOf(visitor);
    expect(all.hosts.map(({ name, verdict }) => [name, verdict])).toEqual([
      ['WEB-1', 'exposed'],
      ['WEB-2', 'exposed'],
      ['DB-1', 'clean'],
    ]);
    expect(await hostsOf(visitor, '?verdict=clean')).toMatchObject({ total: 1 });
    expect(await hostsOf(visitor, '?update=KB5039227')).toMatchObject({ total: 2 });
    expect(await hostsOf(visitor, '?text=db')).toMatchObject({ total: 1 });
    expect(await hostsOf(visitor, '?group=office')).toMatchObject({ total: 0, next: null });
    const first = await hostsOf(visitor, '?limit=2');
    const second = await hostsOf(visitor, `?limit=2&cursor=${first.next}`);
    expect([...first.hosts, ...second.hosts]).toEqual(all.hosts);
    expect(second.next).toBeNull();
  });

  const zeroInCursor = Buffer.from('{"value":"1","key":"\\u0000","id":""}').toString('base64url');
  it.each([
    '?cursor=nonsense',
    `?cursor=${zeroInCursor}`,
    '?limit=0',
    '?order=height',
    '?verdict=fine',
    '?text=%00',
    '?group=%00',
  ])('refuses %s', async (query) => {
    await using test = await withFleet();
    expect((await test.visitor.ask('GET', `/api/hosts${query}`)).statusCode).toBe(400);
  });
});

describe("a host's page", () => {
  it('shows the verdict with its evidence, the inventory, and the postures over time', async () => {
    await using test = await withFleet();
    const { visitor } = test;
    test.pass(3_600_000);
    await visitor.ask('POST', '/api/hosts/import', upload({ a: systeminfo('WEB-1', patched) }));
    const id = (await hostsOf(visitor, '?text=web-1')).hosts[0]?.id;
    const detail: HostDetail = (await visitor.ask('GET', `/api/hosts/${id}`)).json();
    expect(detail).toMatchObject({
      host: { name: 'WEB-1', verdict: 'clean', group: 'shop' },
      assessment: { host: 'WEB-1', verdict: 'clean', install: [] },
      history: [{ to: null }, { to: '2024-06-20T09:00:00.000Z' }],
    });
    expect(detail.assessment.advisories).toContainEqual(
      expect.objectContaining({ cve: 'CVE-2024-30080', state: 'fixed' }),
    );
  });

  it('is gone when the host is removed', async () => {
    await using test = await withFleet();
    const { visitor } = test;
    const id = (await hostsOf(visitor)).hosts[0]?.id;
    expect((await visitor.ask('DELETE', `/api/hosts/${id}`)).statusCode).toBe(204);
    expect((await visitor.ask('GET', `/api/hosts/${id}`)).statusCode).toBe(404);
    expect((await visitor.ask('DELETE', `/api/hosts/${id}`)).statusCode).toBe(404);
    expect((await visitor.ask('GET', '/api/hosts/not-an-id')).statusCode).toBe(400);
  });
});

describe('Today', () => {
  const todayOf = async (visitor: Visitor): Promise<Today> =>
    (await visitor.ask('GET', '/api/updates')).json();

  it('says what to install, of how many hosts, and what it is based on', async () => {
    await using test = await withFleet();
    expect(await todayOf(test.visitor)).toMatchObject({
      at: '2024-06-20T08:00:00.000Z',
      knowledge: { ready: true, asOf: '2024-06-11' },
      fleet: { hosts: 3, exposed: 2, clean: 1, unknown: 0, example: 0, postures: 2 },
      updates: [
        {
          update: 'KB5039227',
          severity: 'Critical',
          closes: ['CVE-2024-30080', 'CVE-2024-30082'],
          hosts: { exposed: 2, fixed: 1, unknown: 0 },
        },
      ],
    });
  });

  it('counts every host as unknown, never as clean, while nothing is known', async () => {
    await using test = await withFleet();
    test.exposure.learn([], []);
    expect(await todayOf(test.visitor)).toMatchObject({
      knowledge: { ready: false, asOf: null },
      fleet: { hosts: 3, exposed: 0, clean: 0, unknown: 3 },
      updates: [],
    });
  });

  it('assesses each posture once, and again only when its product is named', async () => {
    await using test = await withFleet();
    await Promise.all([todayOf(test.visitor), todayOf(test.visitor)]);
    expect(test.exposure.assessments()).toBe(2);
    test.exposure.learn([...juneFixes, windows10Fix], juneFeeds);
    await todayOf(test.visitor);
    expect(test.exposure.assessments()).toBe(2);
    test.exposure.learn(juneFixes.slice(1), juneFeeds);
    await todayOf(test.visitor);
    expect(test.exposure.assessments()).toBe(4);
  });

  it('tells at once what is listed as exploited, and assesses no posture anew for it', async () => {
    await using test = await withFleet();
    const exploited = async () =>
      (await todayOf(test.visitor)).updates.map((update) => update.knownExploited);
    const before = await hostsOf(test.visitor, '?limit=5');
    expect(await exploited()).toEqual([[]]);
    test.exposure.list(['CVE-2024-30082', 'CVE-2024-99999']);
    expect(await exploited()).toEqual([['CVE-2024-30082']]);
    const page = await test.visitor.ask('GET', '/api/updates/KB5039227');
    const detail: UpdateDetail = page.json();
    expect(detail.advisories.map(({ cve, knownExploited }) => [cve, knownExploited])).toEqual([
      ['CVE-2024-30080', false],
      ['CVE-2024-30082', true],
    ]);
    const after = await hostsOf(test.visitor, '?limit=5');
    const counts = (found: typeof after) => found.hosts.map((host) => host.knownExploited).sort();
    expect([counts(before), counts(after)]).toEqual([
      [0, 0, 0],
      [0, 1, 1],
    ]);
    expect(test.exposure.assessments()).toBe(2);
  });
});

describe("an update's page", () => {
  it('shows who needs it, by product and state, with the evidence', async () => {
    await using test = await withFleet();
    const answer = await test.visitor.ask('GET', '/api/updates/KB5039227');
    const detail: UpdateDetail = answer.json();
    expect(detail.supersedes).toEqual(['KB5037782']);
    expect(detail.advisories).toContainEqual({
      cve: 'CVE-2024-30080',
      severity: 'Critical',
      knownExploited: false,
      open: 2,
    });
    const [exposed, fixed] = detail.affected;
    expect(exposed).toMatchObject({
      product: 'Windows Server 2022 (x64)',
      state: 'exposed',
      hosts: 2,
    });
    expect(exposed?.because).not.toBe('');
    expect(exposed?.examples.map(({ name }) => name)).toEqual(['WEB-1', 'WEB-2']);
    expect(fixed).toMatchObject({ state: 'fixed', hosts: 1, examples: [{ name: 'DB-1' }] });
  });

  it('stays when every host has the update: then nobody is exposed', async () => {
    await using test = await withFleet();
    const files = { a: systeminfo('WEB-1', patched), b: systeminfo('WEB-2', patched) };
    test.pass(1_000);
    await test.visitor.ask('POST', '/api/hosts/import', upload(files));
    const answer = await test.visitor.ask('GET', '/api/updates/KB5039227');
    expect(answer.json()).toMatchObject({
      update: { hosts: { exposed: 0, fixed: 3, unknown: 0 } },
      affected: [{ state: 'fixed', hosts: 3 }],
    });
  });

  it('is not there for an update that no host has or needs', async () => {
    await using test = await withFleet();
    expect((await test.visitor.ask('GET', '/api/updates/KB1')).statusCode).toBe(404);
  });
});

describe('the example fleet', () => {
  it('is marked, added once, and removed in one step without touching own hosts', async () => {
    await using test = await withFleet();
    const { visitor } = test;
    const added = (await visitor.ask('PUT', '/api/example-fleet')).json();
    expect(added.present).toBe(true);
    expect((await visitor.ask('PUT', '/api/example-fleet')).json()).toEqual(added);
    const { hosts, total } = await hostsOf(visitor, '?limit=500');
    expect(total).toBe(3 + added.hosts);
    expect(
      hosts
        .filter(({ example }) => !example)
        .map(({ name }) => name)
        .sort(),
    ).toEqual(['DB-1', 'WEB-1', 'WEB-2']);
    const removed = (await visitor.ask('DELETE', '/api/example-fleet')).json();
    expect(removed).toEqual({ present: false, hosts: 0 });
    expect(await hostsOf(visitor)).toMatchObject({ total: 3 });
  });
});
