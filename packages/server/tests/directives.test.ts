import type { KevListing } from '@daybreak/core/threat';
import type { DirectiveDetail, DirectiveSummary } from '@daybreak/protocol/directive';
import { readDirectives } from '@daybreak/server/directive';
import { readAudit, verifyAudit } from '@daybreak/storage/audit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../storage/tests/support/database.ts';
import { testExposure } from './knowledge.ts';
import { administrator, startApp, systeminfo, type TestApp, upload, Visitor } from './support.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server[Symbol.asyncDispose]());

const nowhere = '00000000-0000-4000-8000-000000000000';
const hourMs = 3_600_000;

const order = {
  authority: 'CISA',
  title: 'ED 24-99',
  reference: 'https://www.cisa.gov/ed-24-99',
  scope: { advisories: ['CVE-2024-30078'], roles: ['dns'] },
  demands: [
    { action: 'mitigate', clock: { from: 'issue', hours: 24 } },
    { action: 'patch', clock: { by: '2024-06-28' } },
    { action: 'patch', clock: { from: 'publication', hours: 72 } },
  ],
};

const entry: KevListing = {
  advisory: 'CVE-2024-30078',
  added: '2024-06-11',
  removed: null,
  due: [{ from: '2024-06-11', day: '2024-07-02' }],
  ransomware: null,
};

/** Knows of attacks only what the catalogue says. */
function knowing(kev: (advisory: string) => readonly KevListing[]) {
  const exposure = testExposure();
  const { knowledge } = exposure.threats();
  const of = (advisory: string) => ({ ...knowledge.of(advisory), kev: kev(advisory) });
  return { ...exposure, threats: () => ({ version: '', knowledge: { ...knowledge, of } }) };
}

async function withAdministrator(kevListings?: (advisory: string) => readonly KevListing[]) {
  const options = kevListings === undefined ? {} : { exposure: knowing(kevListings) };
  const test: TestApp = await startApp(server, options);
  const visitor = await administrator(test);
  const post = (path: string, payload: object = {}) =>
    visitor.ask('POST', `/api/directives${path}`, { payload });
  const list = async (): Promise<DirectiveSummary[]> =>
    (await visitor.ask('GET', '/api/directives')).json().directives;
  const last = async () => (await readAudit(test.test.database, 0, 100)).at(-1);
  const issue = async (): Promise<DirectiveDetail> =>
    (await post('', { at: '2024-06-20T07:00Z', zone: 'America/New_York', terms: order })).json();
  return { ...test, visitor, post, list, last, issue };
}

describe('an order', () => {
  it('is entered with its terms, and says when each demand is due', async () => {
    await using test = await withAdministrator();
    const { directive, events } = await test.issue();
    expect(directive).toMatchObject({
      kind: 'own',
      state: 'in-force',
      zone: 'America/New_York',
      createdBy: 'Ada',
      issuedAt: '2024-06-20T07:00Z',
      terms: { title: 'ED 24-99', scope: { advisories: ['CVE-2024-30078'], products: [] } },
      due: [
        { at: '2024-06-21T07:00:00.000Z', why: null },
        { at: '2024-06-29T04:00:00.000Z', why: null },
        { at: null, why: expect.stringContaining('publication') },
      ],
    });
    expect(events).toMatchObject([{ kind: 'issued', by: 'Ada' }]);
    expect(await test.list()).toEqual([directive]);
    expect(await test.last()).toMatchObject({
      actor: 'Ada',
      action: 'directive.issued',
      subject: 'ED 24-99',
      details: { id: directive.id, terms: { authority: 'CISA' } },
    });
  });

  it('is amended, withdrawn and issued anew, and keeps all of it', async () => {
    await using test = await withAdministrator();
    const { id } = (await test.issue()).directive;
    const terms = {
      ...order,
      exemptions: [{ roles: ['dc'], reason: 'breaks sign-in', until: null }],
    };
    const amended = { at: '2024-06-20T07:30Z', terms, note: 'wait on domain controllers' };
    expect((await test.post(`/${id}/amend`, amended)).json()).toMatchObject({
      directive: { terms: { exemptions: [{ roles: ['dc'], groups: [] }] } },
    });
    test.pass(hourMs);
    const withdrawn = await test.post(`/${id}/withdraw`, { at: '2024-06-20T08:30Z', note: 'done' });
    expect(withdrawn.json().directive).toMatchObject({ state: 'withdrawn' });
    const again = await test.post(`/${id}/issue`, { at: '2024-06-25', terms: order });
    expect(again.json<DirectiveDetail>()).toMatchObject({
      directive: { state: 'to-come', issuedAt: '2024-06-25' },
      events: [{ kind: 'issued' }, { kind: 'amended' }, { kind: 'withdrawn' }, { kind: 'issued' }],
    });
    const detail = await test.visitor.ask('GET', `/api/directives/${id}`);
    expect(detail.json()).toEqual(again.json());
    const actions = (await readAudit(test.test.database, 0, 100)).map(({ action }) => action);
    expect(actions.slice(-4)).toEqual([
      'directive.issued',
      'directive.amended',
      'directive.withdrawn',
      'directive.issued',
    ]);
    expect(await verifyAudit(test.test.database)).toBeNull();
    await expect(test.test.database.deleteFrom('directive_events').execute()).rejects.toThrow(
      'append-only',
    );
  });

  it('can not become what contradicts its past', async () => {
    await using test = await withAdministrator();
    const { id } = (await test.issue()).directive;
    const again = await test.post(`/${id}/issue`, { at: '2024-06-21', terms: order });
    expect(again.statusCode).toBe(400);
    expect(again.json().detail).toContain('body/at: it is in force already');
    const early = await test.post(`/${id}/withdraw`, { at: '2024-06-19', note: 'x' });
    expect(early.json().detail).toContain('body/at: it is not in force when it is withdrawn');
    const detail = await test.visitor.ask('GET', `/api/directives/${id}`);
    expect(detail.json<DirectiveDetail>().events).toHaveLength(1);
  });

  it.each([
    [{ at: 'tomorrow', terms: order }, 'body/at'],
    [{ at: '2024-06-20T07:00', terms: order }, 'or a time with its offset'],
    [{ at: '0001-01-01', terms: order }, 'body/at: must be a date from 1990 to 2100'],
    [{ at: '9999-12-31', terms: order }, 'body/at'],
    [{ at: '2024-02-30T07:00Z', terms: order }, 'body/at'],
    [{ at: '2024-02-20T25:00Z', terms: order }, 'body/at'],
    [{ at: '2024-06-20', zone: 'Mars/Olympus', terms: order }, 'body/zone'],
    [{ at: '2024-06-20', terms: { ...order, scope: { roles: ['dns'] } } }, 'body/terms/scope'],
    [{ at: '2024-06-20', terms: { ...order, demands: [] } }, 'body/terms/demands'],
    [
      { at: '2024-06-20', terms: { ...order, demands: [{ action: 'patch', clock: { by: '' } }] } },
      'body/terms/demands/0/clock',
    ],
    [
      {
        at: '2024-06-20',
        terms: { ...order, demands: [{ action: 'patch', clock: { by: '9999-12-31' } }] },
      },
      'body/terms/demands/0/clock',
    ],
    [
      {
        at: '2024-06-20',
        terms: { ...order, demands: [{ action: 'pray', clock: { by: '2024-06-21' } }] },
      },
      'body/terms/demands/0/action',
    ],
    [
      { at: '2024-06-20', terms: { ...order, exemptions: [{ reason: 'x', until: null }] } },
      'body/terms/exemptions/0',
    ],
  ])('that is wrong is refused with the field: %#', async (payload, place) => {
    await using test = await withAdministrator();
    const answer = await test.post('', payload);
    expect(answer.statusCode).toBe(400);
    expect(answer.json().detail).toContain(place);
    expect(await test.list()).toEqual([]);
  });

  it('takes only CVEs as advisories, and keeps them in capitals', async () => {
    await using test = await withAdministrator();
    const issue = (scope: object) =>
      test.post('', { at: '2024-06-20', terms: { ...order, scope } });
    const bad = await issue({ advisories: ['MS06-040'], updates: ['KB 921883'] });
    expect(bad.statusCode).toBe(400);
    expect(bad.json().errors).toEqual([
      { place: 'body/terms/scope/advisories/0', message: 'must be a CVE: CVE-2024-1234' },
      { place: 'body/terms/scope/updates/0', message: 'must not hold blanks: KB5039212' },
    ]);
    await issue({ advisories: ['cve-2024-30078'] });
    expect((await test.list())[0]?.terms?.scope.advisories).toEqual(['CVE-2024-30078']);
  });

  it('can be written with the names that hosts have now', async () => {
    await using test = await withAdministrator();
    const { visitor } = test;
    const names = async () => (await visitor.ask('GET', '/api/scope-names')).json();
    expect(await names()).toEqual({ products: [], roles: [], groups: [] });
    const files = { a: systeminfo('WEB-1', []), b: systeminfo('DB-1', []) };
    await visitor.ask('POST', '/api/hosts/import', upload(files, 'shop'));
    const rule = { title: 'Web', match: { name: 'web*' }, sets: { role: 'web' } };
    await visitor.ask('POST', '/api/host-fact-rules', { payload: rule });
    expect(await names()).toEqual({
      products: ['Windows Server 2022 (x64)'],
      roles: ['server', 'web'],
      groups: ['shop'],
    });
    expect((await new Visitor(test.app).ask('GET', '/api/scope-names')).statusCode).toBe(401);
  });

  it('that is not there is not found, and without a session nothing is told', async () => {
    await using test = await withAdministrator();
    expect((await test.visitor.ask('GET', `/api/directives/${nowhere}`)).statusCode).toBe(404);
    const gone = await test.post(`/${nowhere}/amend`, { at: '2024-06-20', terms: order });
    expect(gone.statusCode).toBe(404);
    expect((await test.visitor.ask('DELETE', `/api/directives/${nowhere}`)).statusCode).toBe(404);
    expect((await new Visitor(test.app).ask('GET', '/api/directives')).statusCode).toBe(401);
    test.visitor.csrfToken = 'guess';
    expect((await test.post('', { at: '2024-06-20', terms: order })).statusCode).toBe(403);
  });
});

describe('an entry of the KEV catalogue that is followed', () => {
  it('is an order, and changes as the catalogue does', async () => {
    let listings: readonly KevListing[] = [];
    await using test = await withAdministrator(() => listings);
    const followed = await test.post('/follow-kev', { advisory: 'cve-2024-30078' });
    expect(followed.json<DirectiveDetail>()).toMatchObject({
      directive: { kind: 'kev', advisory: 'CVE-2024-30078', state: 'not-known', terms: null },
      events: [],
    });
    listings = [entry];
    const [listed] = await test.list();
    expect(listed).toMatchObject({ state: 'in-force', due: [{ at: '2024-07-03T04:00:00.000Z' }] });
    listings = [{ ...entry, removed: '2024-06-15' }];
    expect(await test.list()).toMatchObject([{ state: 'withdrawn' }]);
    const [read] = await readDirectives(test.test.database, () => listings);
    expect(read?.events).toHaveLength(2);
    expect(await test.last()).toMatchObject({
      action: 'directive.follow-kev',
      subject: 'CVE-2024-30078',
    });
  });

  it('is followed once, is changed by nobody, and can be left', async () => {
    await using test = await withAdministrator(() => [entry]);
    const advisory = 'CVE-2024-30078';
    const { id } = (await test.post('/follow-kev', { advisory })).json().directive;
    expect((await test.post('/follow-kev', { advisory })).json().detail).toContain('already');
    expect((await test.post('/follow-kev', { advisory: 'KB1' })).json().detail).toContain('no CVE');
    const withdrawn = await test.post(`/${id}/withdraw`, { at: '2024-06-20', note: 'x' });
    expect(withdrawn.json().detail).toContain('changes with it');
    expect((await test.visitor.ask('DELETE', `/api/directives/${id}`)).statusCode).toBe(204);
    expect(await test.list()).toEqual([]);
    expect(await test.last()).toMatchObject({ action: 'directive.unfollow-kev' });
  });

  it("says nothing where no catalogue is at hand; an order of one's own is not left so", async () => {
    await using test = await withAdministrator();
    await test.post('/follow-kev', { advisory: 'CVE-2024-30078' });
    expect(await test.list()).toMatchObject([{ state: 'not-known' }]);
    const { id } = (await test.issue()).directive;
    expect((await test.visitor.ask('DELETE', `/api/directives/${id}`)).statusCode).toBe(404);
  });
});
