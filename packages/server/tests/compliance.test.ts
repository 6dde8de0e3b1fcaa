import type { Attestation, Compliance, ComplianceHosts } from '@daybreak/protocol/compliance';
import type { DirectiveDetail } from '@daybreak/protocol/directive';
import type { HostPage } from '@daybreak/protocol/host';
import { readAudit } from '@daybreak/storage/audit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseCsv } from '../../core/tests/csv.ts';
import { startTestServer, type TestServer } from '../../storage/tests/support/database.ts';
import { juneFeeds, juneFixes } from './knowledge.ts';
import {
  administrator,
  credentials,
  startApp,
  systeminfo,
  type TestApp,
  upload,
  Visitor,
} from './support.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server[Symbol.asyncDispose]());

const dayMs = 86_400_000;
const [may, june] = ['KB5037782', 'KB5039227'];
const terms = {
  authority: 'CISA',
  title: 'ED 24-99',
  scope: { advisories: ['CVE-2024-30080'] },
  demands: [
    { action: 'mitigate', clock: { from: 'issue', hours: 24 }, roles: ['dns'] },
    { action: 'patch', clock: { by: '2024-06-22' } },
  ],
};

/** Three hosts on 20 June: one patched, two not; the order of that day. */
async function withFleet(more: object = {}) {
  const test: TestApp = await startApp(server);
  test.exposure.learn(juneFixes, juneFeeds);
  let visitor = await administrator(test);
  const ask: Visitor['ask'] = (...request) => visitor.ask(...request);
  const bring = (files: Record<string, string>, group = '') =>
    ask('POST', '/api/hosts/import', upload(files, group));
  await bring({ a: systeminfo('WEB', [june]), b: systeminfo('DB', [may]) }, 'shop');
  await bring({ c: systeminfo('=TILL', [may]) }, 'tills');
  const { hosts } = (await ask('GET', '/api/hosts')).json<HostPage>();
  const ids = new Map(hosts.map(({ name, id }) => [name, id]));
  const payload = {
    at: '2024-06-20T07:00Z',
    zone: 'America/New_York',
    terms: { ...terms, ...more },
  };
  const { directive } = (await ask('POST', '/api/directives', { payload })).json<DirectiveDetail>();
  const path = `/api/directives/${directive.id}`;
  const counts = async (query = '') => {
    const answer = await ask('GET', `${path}/compliance${query}`);
    const whole = answer.json<Compliance>();
    const some = Object.entries(whole.counts).filter(([, count]) => count > 0);
    return { whole, counts: Object.fromEntries(some) };
  };
  const list = async (query = '') =>
    (await ask('GET', `${path}/compliance/hosts${query}`)).json<ComplianceHosts>();
  const setFacts = (host: string, facts: object) =>
    ask('PATCH', `/api/hosts/${ids.get(host)}/facts`, { payload: facts });
  const pass = async (days: number) => {
    test.pass(days * dayMs);
    visitor = new Visitor(test.app);
    visitor.keep(await ask('POST', '/api/session', { payload: credentials }));
  };
  return { ...test, ask, bring, ids, path, counts, list, setFacts, pass };
}

describe('who complies with a directive', () => {
  it('is told in counts, by states that sum to the fleet, with what they rest on', async () => {
    await using test = await withFleet();
    const { whole, counts } = await test.counts();
    expect(counts).toEqual({ complies: 1, open: 2 });
    expect(whole).toMatchObject({
      hosts: 3,
      example: 0,
      asOf: '2024-06-20T08:00:00.000Z',
      knowing: 'now',
      version: '0.1.0',
      order: { authority: 'CISA', title: 'ED 24-99', demands: [{ action: 'mitigate' }, {}] },
      inventories: { oldest: '2024-06-20T08:00:00.000Z' },
    });
    expect(whole.basis.join(' ')).toContain('msrc up to 2024-06-11');
    const overview = (await test.ask('GET', '/api/compliance')).json();
    expect(overview.directives).toMatchObject([{ hosts: 3, counts: { complies: 1, open: 2 } }]);
  });

  it('is told host by host, with the evidence, filtered and in pages', async () => {
    await using test = await withFleet();
    const { hosts, next } = await test.list();
    expect(hosts.map(({ name, state }) => [name, state])).toEqual([
      ['=TILL', 'open'],
      ['DB', 'open'],
      ['WEB', 'complies'],
    ]);
    expect(next).toBeNull();
    expect(hosts[1]).toMatchObject({
      due: '2024-06-23T04:00:00.000Z',
      why: 'CVE-2024-30080 is open by build: the host is at 20348.2461, the update brings 2527',
      role: 'server',
      group: 'shop',
      inventoryAt: '2024-06-20T08:00:00.000Z',
    });
    expect(hosts[2]?.why).toContain('CVE-2024-30080 is fixed by build');
    const first = await test.list('?states=open,unknown&limit=1');
    expect(first.hosts.map(({ name }) => name)).toEqual(['=TILL']);
    const second = await test.list(`?states=open&limit=1&cursor=${first.next}`);
    expect(second).toMatchObject({ hosts: [{ name: 'DB' }], next: null });
    const odd = await test.ask('GET', `${test.path}/compliance/hosts?cursor=nonsense`);
    expect(odd.statusCode).toBe(400);
  });

  it('is told as of any date: posture, order and inventories as they were', async () => {
    await using test = await withFleet();
    await test.pass(4);
    await test.bring({ a: systeminfo('WEB', [may]), b: systeminfo('DB', [june]) });
    await test.bring({ d: systeminfo('NEW', [june]) });
    // WEB took its update off again; DB is patched, if late; NEW came in later.
    expect((await test.counts()).counts).toEqual({ overdue: 2, complies: 2 });
    const then = await test.counts('?asOf=2024-06-20T10:00Z');
    expect(then.counts).toEqual({ complies: 1, open: 2, unknown: 1 });
    expect(then.whole.asOf).toBe('2024-06-20T10:00:00.000Z');
    expect((await test.counts('?asOf=2024-06-23')).counts).toEqual({
      complies: 1,
      overdue: 2,
      unknown: 1,
    });
    const { hosts } = await test.list('?asOf=2024-06-20T10:00Z&states=unknown');
    expect(hosts).toMatchObject([
      { name: 'NEW', why: 'there was no inventory of it yet', inventoryAt: null },
    ]);
    // The 22nd is all of it in time: it ends, in New York, when the 23rd begins.
    const lastDay = await test.counts('?asOf=2024-06-22');
    expect(lastDay.counts).toEqual({ complies: 1, open: 2, unknown: 1 });
    expect(lastDay.whole.asOf).toBe('2024-06-23T03:59:59.999Z');
    expect((await test.counts('?asOf=2024-06-19')).counts).toEqual({ 'out-of-scope': 4 });
    const future = await test.ask('GET', `${test.path}/compliance?asOf=2025-01-01`);
    expect(future.json().detail).toContain('is in the future');
  });

  it('goes by what was published on the day', async () => {
    await using test = await withFleet();
    const change = { at: '2024-06-01', zone: 'UTC', terms: { ...terms, title: 'earlier' } };
    const made = await test.ask('POST', '/api/directives', { payload: change });
    const { directive } = made.json<DirectiveDetail>();
    await test.test.database
      .updateTable('host_postures')
      .set({ from_at: new Date('2024-06-01T00:00Z') })
      .execute();
    const url = `/api/directives/${directive.id}/compliance/hosts?asOf=`;
    const on = async (day: string) =>
      (await test.ask('GET', url + day)).json<ComplianceHosts>().hosts[1];
    expect(await on('2024-06-10')).toMatchObject({
      state: 'unknown',
      why: 'CVE-2024-30080 is unknown: no bulletin known on 2024-06-10 names it',
    });
    expect(await on('2024-06-12')).toMatchObject({ state: 'open' });
  });

  it('takes the facts of the day: roles that people set since do not count', async () => {
    await using test = await withFleet({ scope: { ...terms.scope, roles: ['dns'] } });
    expect((await test.counts()).counts).toEqual({ 'out-of-scope': 3 });
    await test.pass(1);
    await test.setFacts('DB', { role: 'dns' });
    expect((await test.counts()).counts).toEqual({ overdue: 1, 'out-of-scope': 2 });
    expect((await test.counts('?asOf=2024-06-20T10:00Z')).counts).toEqual({ 'out-of-scope': 3 });
  });

  it('does not guess the group of a day of which it knows only that it was another', async () => {
    await using test = await withFleet({ scope: { ...terms.scope, groups: ['tills'] } });
    await test.pass(1);
    await test.setFacts('WEB', { group: 'tills' });
    expect((await test.counts()).counts).toEqual({ open: 1, complies: 1, 'out-of-scope': 1 });
    const then = await test.counts('?asOf=2024-06-20T10:00Z');
    expect(then.counts).toEqual({ open: 1, unknown: 1, 'out-of-scope': 1 });
  });

  it('lets hosts wait for which an exception was in force then', async () => {
    await using test = await withFleet();
    const payload = {
      subject: { kind: 'group', group: 'tills' },
      object: { kind: 'advisory', name: 'CVE-2024-30080' },
      owner: 'Bo',
      reason: 'breaks the till',
      until: '2024-06-22',
    };
    await test.pass(1 / 24);
    await test.ask('POST', '/api/exceptions', { payload });
    expect((await test.counts()).counts).toEqual({ complies: 1, open: 1, excepted: 1 });
    expect((await test.counts('?asOf=2024-06-20T08:30Z')).counts).toEqual({ complies: 1, open: 2 });
    await test.pass(4);
    expect((await test.counts()).counts).toEqual({ complies: 1, overdue: 2 });
  });

  it('says which hosts were removed since, with their history', async () => {
    await using test = await withFleet();
    await test.pass(1);
    await test.ask('DELETE', `/api/hosts/${test.ids.get('DB')}`);
    const { whole } = await test.counts('?asOf=2024-06-20T10:00Z');
    expect(whole.hosts).toBe(2);
    expect(whole.basis.at(-1)).toContain('removed since, with their history: DB.');
  });

  it('is not told to who has no session, nor of what is not there', async () => {
    await using test = await withFleet();
    const stranger = new Visitor(test.app);
    for (const path of ['compliance', 'compliance/hosts', 'compliance.csv', 'attestations']) {
      expect((await stranger.ask('GET', `${test.path}/${path}`)).statusCode).toBe(401);
      const nowhere = '/api/directives/00000000-0000-4000-8000-000000000000';
      expect((await test.ask('GET', `${nowhere}/${path}`)).statusCode).toBe(404);
    }
  });
});

describe('the file for the auditor', () => {
  it('has a line for every host, which no spreadsheet takes for a formula', async () => {
    await using test = await withFleet();
    const response = await test.ask('GET', `${test.path}/compliance.csv?asOf=2024-06-20`);
    expect(response.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(response.headers['content-disposition']).toMatch(
      /^attachment; filename="compliance-[0-9a-f]{8}-2024-06-20\.csv"$/,
    );
    const [head = [], ...rows] = parseCsv(response.body);
    const lines = rows.map((row) => Object.fromEntries(row.map((text, at) => [head[at], text])));
    expect(lines.map(({ host, state }) => [host, state])).toEqual([
      ["'=TILL", 'open'],
      ['DB', 'open'],
      ['WEB', 'complies'],
    ]);
    expect(lines[1]).toMatchObject({
      group: 'shop',
      role: 'server',
      product: 'Windows Server 2022 (x64)',
      demand: 'patch: open',
      due: 'patch: 2024-06-23T04:00:00.000Z',
      evidence:
        'CVE-2024-30080 is open by build: the host is at 20348.2461, the update brings 2527',
      'inventory date': '2024-06-20T08:00:00.000Z',
      'as of': '2024-06-20T08:00:00.000Z',
      'made at': '2024-06-20T08:00:00.000Z',
      'Daybreak version': '0.1.0',
      directive: 'CISA: ED 24-99',
    });
    const wrong = await test.ask('GET', `${test.path}/compliance.csv?asOf=2030-01-01`);
    expect(wrong.statusCode).toBe(400);
  });
});

describe('a statement', () => {
  const stated = { action: 'mitigate', at: '2024-06-20', evidence: 'ticket 4711' };

  it('meets for a group what no inventory shows, until it is withdrawn', async () => {
    await using test = await withFleet({ demands: terms.demands.slice(0, 1) });
    await test.setFacts('DB', { role: 'dns' });
    expect((await test.counts()).counts).toEqual({ open: 1, 'out-of-scope': 2 });
    const payload = { ...stated, subject: { kind: 'group', group: 'shop' } };
    const url = `${test.path}/attestations`;
    const made = (await test.ask('POST', url, { payload })).json<Attestation>();
    expect(made).toMatchObject({ ...payload, by: 'Ada', withdrawnAt: null });
    expect((await test.counts()).counts).toEqual({ attested: 1, 'out-of-scope': 2 });
    expect((await test.list('?states=attested')).hosts[0]?.why).toBe(
      'Ada states that it was done on 2024-06-20: ticket 4711',
    );
    await test.ask('POST', `${url}/${made.id}/withdraw`);
    expect((await test.counts()).counts).toEqual({ open: 1, 'out-of-scope': 2 });
    const again = await test.ask('POST', `${url}/${made.id}/withdraw`);
    expect(again.statusCode).toBe(404);
    const { attestations } = (await test.ask('GET', url)).json();
    expect(attestations).toMatchObject([{ id: made.id, withdrawnBy: 'Ada' }]);
    const entries = await readAudit(test.test.database, 0, 100);
    expect(entries.slice(-2).map(({ action, subject }) => [action, subject])).toEqual([
      ['attestation.create', 'shop'],
      ['attestation.withdraw', 'shop'],
    ]);
  });

  it('is refused for a patch, for what is not demanded, to come, or of no host', async () => {
    await using test = await withFleet();
    const post = async (more: object) => {
      const payload = { ...stated, subject: { kind: 'group', group: 'shop' }, ...more };
      return (await test.ask('POST', `${test.path}/attestations`, { payload })).json();
    };
    expect((await post({ action: 'patch' })).status).toBe(400);
    expect((await post({ action: 'disconnect' })).detail).toContain('never demanded it');
    expect((await post({ at: '2024-06-22' })).detail).toContain('is in the future');
    const subject = { kind: 'host', id: '00000000-0000-4000-8000-000000000000' };
    expect((await post({ subject })).detail).toContain('there is no such host');
  });
});
