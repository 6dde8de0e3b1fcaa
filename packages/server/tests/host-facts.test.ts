import type { HostPage } from '@daybreak/protocol/host';
import type {
  FactRulesChanged,
  FactRulesPreview,
  FactsImported,
  HostFacts,
} from '@daybreak/protocol/host-facts';
import { readAudit, verifyAudit } from '@daybreak/storage/audit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../storage/tests/support/database.ts';
import { administrator, startApp, systeminfo, type TestApp, upload, Visitor } from './support.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server[Symbol.asyncDispose]());

const nowhere = '00000000-0000-4000-8000-000000000000';

/** Two hosts of the group shop, with their ids. */
async function withHosts() {
  const test: TestApp = await startApp(server);
  const visitor = await administrator(test);
  const files = { a: systeminfo('WEB-1', []), b: systeminfo('DB-1', []) };
  await visitor.ask('POST', '/api/hosts/import', upload(files, 'shop'));
  const { hosts } = (await visitor.ask('GET', '/api/hosts?order=name')).json<HostPage>();
  const [db = '', web = ''] = hosts.map(({ id }) => id);
  const factsOf = async (id: string): Promise<HostFacts> =>
    (await visitor.ask('GET', `/api/hosts/${id}/facts`)).json();
  const last = async () => (await readAudit(test.test.database, 0, 100)).at(-1);
  const bring = async (text: string): Promise<FactsImported> =>
    (await visitor.ask('POST', '/api/host-facts/import', upload({ 'f.csv': text }))).json();
  return { ...test, visitor, web, db, factsOf, last, bring };
}

describe("a host's facts", () => {
  it('are set and taken back by hand, with who did it and why', async () => {
    await using test = await withHosts();
    const { visitor, web } = test;
    const path = `/api/hosts/${web}/facts`;
    const set = { exposed: 'yes', role: ' Web ', source: 'asked Bo' };
    const answer = await visitor.ask('PATCH', path, { payload: set });
    expect(answer.json<HostFacts>()).toMatchObject({
      name: 'WEB-1',
      facts: {
        exposed: {
          value: 'yes',
          origin: 'person',
          source: 'asked Bo',
          by: 'Ada',
          at: '2024-06-20T08:00:00.000Z',
        },
        role: { value: 'web' },
        mission: null,
        group: { value: 'shop', by: null, at: null },
      },
      explicit: { exposed: { value: 'yes' }, group: null },
    });
    expect(await test.last()).toMatchObject({
      actor: 'Ada',
      action: 'host-facts.set',
      subject: 'WEB-1',
      details: {
        source: 'asked Bo',
        changes: [
          { host: 'WEB-1', fact: 'exposed', before: null, after: 'yes' },
          { host: 'WEB-1', fact: 'role', before: null, after: 'web' },
        ],
      },
    });
    const back = await visitor.ask('PATCH', path, { payload: { role: null, group: null } });
    expect(back.json()).toMatchObject({
      facts: { role: { value: 'server', origin: 'inventory' }, group: null },
    });
    expect(await verifyAudit(test.test.database)).toBeNull();
  });

  it('are set for several hosts, or for none of them', async () => {
    await using test = await withHosts();
    const { visitor, web, db } = test;
    const patch = (hosts: string[]) =>
      visitor.ask('PATCH', '/api/host-facts', { payload: { hosts, mission: 'high' } });
    const refused = await patch([web, nowhere]);
    expect(refused.statusCode).toBe(404);
    expect((await test.factsOf(web)).facts.mission).toBeNull();
    expect((await patch([web, db, web])).json()).toEqual({ changed: 2, unchanged: 0 });
    expect((await test.last())?.subject).toBe('2 hosts');
    expect((await patch([web, db])).json()).toEqual({ changed: 0, unchanged: 2 });
    const both = await visitor.ask('GET', `/api/host-facts?ids=${web},${db}`);
    expect(both.json().hosts).toMatchObject([
      { facts: { mission: { value: 'high' } } },
      { facts: { mission: { value: 'high' } } },
    ]);
  });

  it.each([
    [{ exposed: 'maybe' }, 'body/exposed'],
    [{ mission: 'vital' }, 'body/mission'],
    [{ role: '  ' }, 'body/role'],
    [{ owner: 'a\0' }, 'body/owner'],
    [{ group: 'x'.repeat(201) }, 'body/group'],
    [{ source: 'nothing else' }, 'body/'],
  ])('that are wrong (%j) are refused with the field', async (payload, place) => {
    await using test = await withHosts();
    const answer = await test.visitor.ask('PATCH', `/api/hosts/${test.web}/facts`, { payload });
    expect(answer.statusCode).toBe(400);
    expect(answer.json().detail).toContain(place);
  });

  it('of no host are not found, and without a session nothing is told or set', async () => {
    await using test = await withHosts();
    const path = `/api/hosts/${nowhere}/facts`;
    expect((await test.visitor.ask('GET', path)).statusCode).toBe(404);
    const set = { payload: { owner: 'IT' } };
    expect((await test.visitor.ask('PATCH', path, set)).statusCode).toBe(404);
    const stranger = new Visitor(test.app);
    expect((await stranger.ask('GET', `/api/hosts/${test.web}/facts`)).statusCode).toBe(401);
    test.visitor.csrfToken = 'guess';
    const forged = await test.visitor.ask('PATCH', `/api/hosts/${test.web}/facts`, set);
    expect(forged.statusCode).toBe(403);
  });
});

describe('a file of facts', () => {
  it('sets what it tells; wrong rows and strangers are told with their line', async () => {
    await using test = await withHosts();
    const known = { osName: 'x', domain: 'example.test', sources: [], warnings: [] };
    await test.test.database
      .updateTable('hosts')
      .set({ facts: JSON.stringify(known) })
      .execute();
    const text = [
      'Owner,Name,Exposed,Domain',
      'IT,web-1,YES,EXAMPLE.test',
      'IT,db-1,perhaps,',
      'IT,mail-1,no,',
      'IT,db-1,no,other.test',
      'Ops,WEB-1,,',
    ].join('\n');
    expect(await test.bring(text)).toEqual({
      changed: 1,
      unchanged: 0,
      repeated: ['WEB-1'],
      errors: [
        { place: 'f.csv:3', message: expect.stringContaining('"perhaps"') },
        { place: 'f.csv:4', message: 'no host is called "mail-1"' },
        { place: 'f.csv:5', message: expect.stringContaining('"example.test", not "other.test"') },
      ],
      errorsMore: 0,
    });
    const { facts } = await test.factsOf(test.web);
    expect(facts.exposed).toMatchObject({ value: 'yes', source: 'f.csv, line 2', by: 'Ada' });
    expect(facts.owner).toMatchObject({ value: 'Ops', source: 'f.csv, line 6' });
    expect(await test.last()).toMatchObject({
      action: 'host-facts.import',
      subject: 'f.csv',
      details: { changed: 1, values: 2, errors: 3 },
    });
    expect(await test.bring('host,exposed\nweb-1,yes')).toMatchObject({ changed: 0, unchanged: 1 });
  });

  it('that is none sets nothing', async () => {
    await using test = await withHosts();
    expect(await test.bring('call the plumber')).toEqual({
      changed: 0,
      unchanged: 0,
      repeated: [],
      errors: [{ place: 'f.csv:1', message: 'no column is called host, or name' }],
      errorsMore: 0,
    });
  });

  it('of which most is wrong is told of its first thousand lines, and how many more', async () => {
    await using test = await withHosts();
    const lines = Array.from({ length: 2_500 }, (_, at) => `no-${at},yes`);
    const found = await test.bring(['host,exposed', ...lines].join('\n'));
    expect(found).toMatchObject({ changed: 0, errorsMore: 1_500 });
    expect(found.errors).toHaveLength(1_000);
    expect(found.errors.at(-1)).toMatchObject({ place: 'f.csv:1001' });
    expect(await test.last()).toMatchObject({ details: { errors: 2_500 } });
  });

  it('with several roles in a cell is told the line, as a person and a rule are', async () => {
    await using test = await withHosts();
    const { errors } = await test.bring('host,role\nweb-1,"dc; dns"\n');
    expect(errors).toEqual([
      { place: 'f.csv:2', message: 'web-1: role is "dc; dns": one role only' },
    ]);
    const set = { payload: { role: 'dc, dns' } };
    const person = await test.visitor.ask('PATCH', `/api/hosts/${test.web}/facts`, set);
    expect([person.statusCode, person.json().detail]).toEqual([
      400,
      expect.stringContaining('body/role: must be one role only'),
    ]);
    const rule = { title: 'Both', match: { name: '*' }, sets: { role: 'dc;dns' } };
    const added = await test.visitor.ask('POST', '/api/host-fact-rules', { payload: rule });
    expect([added.statusCode, added.json().detail]).toEqual([
      400,
      expect.stringContaining('body/sets/role: must be one role only'),
    ]);
  });
});

describe('rules for facts', () => {
  const web = { title: 'Web servers', match: { name: 'web*' }, sets: { exposed: 'yes' } };

  it('are seen before they count, count at once, and are changed and removed', async () => {
    await using test = await withHosts();
    const { visitor } = test;
    const ask = async (method: 'POST' | 'PUT' | 'DELETE', path: string, payload?: object) =>
      (
        await visitor.ask(method, `/api/host-fact-rules${path}`, payload ? { payload } : {})
      ).json<FactRulesChanged>();
    const preview = await visitor.ask('POST', '/api/host-fact-rules/preview', {
      payload: { change: 'add', rule: web },
    });
    expect(preview.json<FactRulesPreview>().effects).toEqual([
      { fact: 'exposed', from: null, to: 'yes', hosts: 1, some: ['WEB-1'] },
    ]);
    expect((await test.factsOf(test.web)).facts.exposed).toBeNull();
    const added = await ask('POST', '', web);
    expect(added).toMatchObject({ hosts: 1, rules: [{ ...web, by: 'Ada' }] });
    expect((await test.factsOf(test.web)).facts.exposed).toMatchObject({
      value: 'yes',
      source: 'rule "Web servers"',
    });
    const all = { title: 'All', match: { group: 'SHOP' }, sets: { exposed: 'no' } };
    const [first] = (await ask('POST', '', { ...all, place: 0 })).rules;
    expect((await test.factsOf(test.web)).facts.exposed?.value).toBe('no');
    const id = added.rules[0]?.id ?? '';
    expect(await ask('PUT', '/order', { ids: [id, first?.id] })).toMatchObject({ hosts: 1 });
    expect((await test.factsOf(test.web)).facts.exposed?.value).toBe('yes');
    const fitting = await visitor.ask('GET', '/api/host-fact-rules/fitting');
    expect(fitting.json().rules).toEqual([
      { id, hosts: 1 },
      { id: first?.id, hosts: 2 },
    ]);
    await ask('PUT', `/${id}`, { ...web, sets: { exposed: 'controlled' } });
    expect((await test.factsOf(test.web)).facts.exposed?.value).toBe('controlled');
    expect((await ask('DELETE', `/${id}`)).rules).toMatchObject([{ title: 'All' }]);
    expect(await test.last()).toMatchObject({
      action: 'fact-rule.remove',
      subject: 'Web servers',
      details: { hosts: 1, before: { sets: { exposed: 'controlled' } } },
    });
    const listed = await visitor.ask('GET', '/api/host-fact-rules');
    expect(listed.json().rules).toHaveLength(1);
  });

  it.each([
    ['POST', '', { ...web, match: {} }, 400, 'body/match'],
    ['POST', '', { ...web, sets: {} }, 400, 'body/sets'],
    ['POST', '', { ...web, title: '' }, 400, 'body/title'],
    ['POST', '', { ...web, match: { inventoryRole: 'web' } }, 400, 'body/match/inventoryRole'],
    ['PUT', `/${nowhere}`, web, 404, 'no such rule'],
    ['DELETE', `/${nowhere}`, undefined, 404, 'no such rule'],
    ['PUT', '/order', { ids: [nowhere] }, 400, 'each of the rules'],
    ['POST', '/preview', { change: 'remove', id: nowhere }, 404, 'no such rule'],
  ] as const)('%s %s that is wrong is refused', async (method, path, payload, status, detail) => {
    await using test = await withHosts();
    const more = payload === undefined ? {} : { payload };
    const answer = await test.visitor.ask(method, `/api/host-fact-rules${path}`, more);
    expect(answer.statusCode).toBe(status);
    expect(answer.json().detail).toContain(detail);
  });
});
