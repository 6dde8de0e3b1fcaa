import type { EnrolmentTokens, MadeEnrolmentToken } from '@daybreak/protocol/enrolment';
import type { HostDetail, HostPage } from '@daybreak/protocol/host';
import { readAudit, verifyAudit } from '@daybreak/storage/audit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../storage/tests/support/database.ts';
import { enrol as enrolHost } from '../src/enrolment/enrol.ts';
import { enrolmentTokenMaxMs } from '../src/enrolment/tokens.ts';
import { attemptsPerAddress, attemptWindowMs } from '../src/session/login-limit.ts';
import {
  administrator,
  ownOrigin,
  sentInventory,
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

const updates = ['KB5012170', 'KB5037782'];

async function withAdministrator(): Promise<TestApp & { visitor: Visitor }> {
  const test = await startApp(server);
  return { ...test, visitor: await administrator(test) };
}

async function make(visitor: Visitor, group = 'office'): Promise<MadeEnrolmentToken> {
  return (await visitor.ask('POST', '/api/enrolment-tokens', { payload: { group } })).json();
}

async function tokensOf(visitor: Visitor): Promise<EnrolmentTokens> {
  return (await visitor.ask('GET', '/api/enrolment-tokens')).json();
}

async function hostsOf(visitor: Visitor): Promise<HostPage['hosts']> {
  return (await visitor.ask('GET', '/api/hosts')).json<HostPage>().hosts;
}

interface Sent {
  readonly secret?: string;
  readonly text?: string | Buffer;
  readonly from?: string;
  readonly headers?: Record<string, string>;
}

/** As a host asks, which has no cookie and sends no Origin. */
function enrol({ app }: TestApp, { secret, text, from, headers }: Sent) {
  const authorization = secret === undefined ? {} : { authorization: `Bearer ${secret}` };
  return app.inject({
    method: 'POST',
    url: '/api/enrol',
    ...(from === undefined ? {} : { remoteAddress: from }),
    headers: { 'content-type': 'text/plain; charset=utf-8', ...authorization, ...headers },
    payload: text ?? sentInventory(systeminfo('WEB-1', updates), updates),
  });
}

describe('an enrolment token', () => {
  it('is told once, works for a day, and lets many hosts come', async () => {
    await using test = await withAdministrator();
    const made = await make(test.visitor, ' office ');
    expect(made).toMatchObject({ origin: ownOrigin, token: { group: 'office', uses: 0 } });
    for (const name of ['WEB-1', 'WEB-2']) {
      const answer = await enrol(test, { ...made, text: systeminfo(name, updates) });
      expect(answer.json()).toEqual({
        host: name,
        group: 'office',
        outcome: 'added',
        warnings: [],
      });
    }
    const listed = await tokensOf(test.visitor);
    const at = '2024-06-20T08:00:00.000Z';
    expect(listed).toEqual({
      origin: ownOrigin,
      tokens: [{ ...made.token, createdBy: 'Ada', uses: 2, lastUsedAt: at }],
    });
    expect(JSON.stringify(listed)).not.toContain(made.secret);
    test.pass(enrolmentTokenMaxMs);
    expect((await enrol(test, made)).statusCode).toBe(401);
  });

  it('that is unknown, expired, revoked or missing is answered with the same words', async () => {
    await using test = await withAdministrator();
    const old = await make(test.visitor);
    test.pass(enrolmentTokenMaxMs);
    const visitor = new Visitor(test.app);
    visitor.keep(
      await visitor.ask('POST', '/api/session', {
        payload: { name: 'Ada', password: 'correct horse battery' },
      }),
    );
    const revoked = await make(visitor);
    const { statusCode } = await visitor.ask('DELETE', `/api/enrolment-tokens/${revoked.token.id}`);
    expect(statusCode).toBe(204);
    const wrong = [
      { secret: 'x'.repeat(43) },
      old,
      revoked,
      {},
      { headers: { authorization: 'Basic QWRhOng=' } },
      { text: 'x'.repeat(2_000_000) },
    ];
    const answers = [];
    for (const sent of wrong) answers.push(await enrol(test, sent));
    expect(new Set(answers.map(({ statusCode: status }) => status))).toEqual(new Set([401]));
    expect(new Set(answers.map((answer) => answer.json().detail)).size).toBe(1);
    expect(answers[0]?.headers['www-authenticate']).toBe('Bearer');
    expect(await hostsOf(visitor)).toEqual([]);
  });

  it('is for a group whose name a database can hold', async () => {
    await using test = await withAdministrator();
    const made = await test.visitor.ask('POST', '/api/enrolment-tokens', {
      payload: { group: 'a\ud800' },
    });
    expect(made.statusCode).toBe(400);
    expect(await verifyAudit(test.test.database)).toBeNull();
  });

  it('that was revoked while the host still sent tells nothing of other hosts', async () => {
    await using test = await withAdministrator();
    const { token } = await make(test.visitor, 'lab');
    await enrol(test, await make(test.visitor, 'office'));
    const seen = { ...token, createdAt: new Date(), expiresAt: new Date(), lastUsedAt: null };
    await test.visitor.ask('DELETE', `/api/enrolment-tokens/${token.id}`);
    const late = enrolHost(test.context, seen, systeminfo('WEB-1', updates));
    await expect(late).rejects.toMatchObject({ kind: 'token-not-valid' });
    const actions = (await readAudit(test.test.database, 0, 100)).map(({ action }) => action);
    expect(actions).not.toContain('host.enrol-refused');
  });

  it('that is wrong is limited by the address that the nearest proxy tells', async () => {
    await using test = await startApp(server, { trustProxy: true });
    const wrong = (forged: string, real: string) =>
      enrol(test, {
        secret: 'x'.repeat(43),
        headers: { 'x-forwarded-for': `${forged}, ${real}` },
      });
    for (let number = 0; number < attemptsPerAddress; number += 1) {
      expect((await wrong(`10.0.0.${number}`, '192.0.2.1')).statusCode).toBe(401);
    }
    expect((await wrong('10.0.1.1', '192.0.2.1')).statusCode).toBe(429);
    expect((await wrong('10.0.1.1', '192.0.2.2')).statusCode).toBe(401);
  });

  it('that is wrong is limited by address; a right one never is', async () => {
    await using test = await withAdministrator();
    const made = await make(test.visitor);
    const from = '192.0.2.1';
    const wrong = () => enrol(test, { secret: 'x'.repeat(43), from });
    for (let number = 0; number < attemptsPerAddress; number += 1) {
      expect((await enrol(test, { ...made, from })).statusCode).toBe(200);
      expect((await wrong()).statusCode).toBe(401);
    }
    const limited = await wrong();
    expect(limited.statusCode).toBe(429);
    expect(limited.headers['retry-after']).toBe(String(attemptWindowMs / 1000));
    expect((await enrol(test, { ...made, from })).statusCode).toBe(200);
    expect((await enrol(test, { secret: 'x'.repeat(43), from: '192.0.2.2' })).statusCode).toBe(401);
  });

  it('is made, listed and revoked by a session only, with its CSRF token', async () => {
    await using test = await withAdministrator();
    const made = await make(test.visitor);
    const bearer = { headers: { authorization: `Bearer ${made.secret}` } };
    const stranger = new Visitor(test.app);
    const id = made.token.id;
    for (const [method, path] of [
      ['GET', '/api/enrolment-tokens'],
      ['POST', '/api/enrolment-tokens'],
      ['DELETE', `/api/enrolment-tokens/${id}`],
      ['GET', '/api/hosts'],
      ['DELETE', '/api/hosts/00000000-0000-4000-8000-000000000000'],
    ] as const) {
      expect((await stranger.ask(method, path, bearer)).statusCode).toBe(401);
    }
    test.visitor.csrfToken = 'guess';
    for (const [method, path] of [
      ['POST', '/api/enrolment-tokens'],
      ['DELETE', `/api/enrolment-tokens/${id}`],
    ] as const) {
      expect((await test.visitor.ask(method, path, bearer)).statusCode).toBe(403);
    }
    expect((await tokensOf(test.visitor)).tokens).toHaveLength(1);
  });

  it('can not be revoked twice', async () => {
    await using test = await withAdministrator();
    const path = `/api/enrolment-tokens/${(await make(test.visitor)).token.id}`;
    expect((await test.visitor.ask('DELETE', path)).statusCode).toBe(204);
    expect((await test.visitor.ask('DELETE', path)).statusCode).toBe(404);
    expect((await test.visitor.ask('DELETE', '/api/enrolment-tokens/x')).statusCode).toBe(400);
  });

  it('is kept nowhere: not in the database, the ledger or the log', async () => {
    await using test = await withAdministrator();
    const made = await make(test.visitor);
    await enrol(test, made);
    const rows = await test.test.database.selectFrom('enrolment_tokens').selectAll().execute();
    const entries = await readAudit(test.test.database, 0, 100);
    const kept = JSON.stringify([rows, entries, test.log]);
    expect(kept).toContain(made.token.id);
    expect(kept).not.toContain(made.secret);
  });
});

describe('a host that enrols', () => {
  it('is in the list with its group and where its facts come from, and is told of', async () => {
    await using test = await withAdministrator();
    const made = await make(test.visitor);
    await enrol(test, made);
    const [host] = await hostsOf(test.visitor);
    expect(host).toMatchObject({ name: 'WEB-1', group: 'office', example: false });
    const detail = await test.visitor.ask('GET', `/api/hosts/${host?.id}`);
    expect(detail.json<HostDetail>()).toMatchObject({
      installed: { system: 'windows', updates, complete: true },
      sources: ['enrolment command'],
    });
    const entries = await readAudit(test.test.database, 0, 100);
    expect(entries.slice(-2)).toMatchObject([
      { actor: 'Ada', action: 'enrolment-token.make', subject: 'office' },
      {
        actor: 'enrolment token of Ada',
        action: 'host.enrol',
        subject: 'WEB-1',
        details: { token: made.token.id, group: 'office', outcome: 'added' },
      },
    ]);
    expect(await verifyAudit(test.test.database)).toBeNull();
  });

  it.each([
    ['UTF-8', (text: string) => Buffer.from(text)],
    ["a Western console's code page", (text: string) => Buffer.from(text, 'latin1')],
    ['UTF-16', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le')],
  ])('is called what its text says, in %s', async (_, encode) => {
    await using test = await withAdministrator();
    const made = await make(test.visitor);
    for (const name of ['CAFÉ', 'CAFÈ']) {
      const text = encode(systeminfo(name, updates));
      const answer = await enrol(test, { ...made, text });
      expect(answer.json()).toMatchObject({ host: name, outcome: 'added' });
    }
  });

  it('whose text is none is refused with the place', async () => {
    await using test = await withAdministrator();
    const text = Buffer.from(`${systeminfo('WEB-1', updates)}\n\0\0\x01`);
    const answer = await enrol(test, { ...(await make(test.visitor)), text });
    expect(answer.statusCode).toBe(400);
    expect(answer.json().detail).toMatch(/^line \d+: binary data/);
  });

  it('is updated when it comes again', async () => {
    await using test = await withAdministrator();
    const made = await make(test.visitor);
    const outcomeOf = async (text: string) => (await enrol(test, { ...made, text })).json().outcome;
    expect(await outcomeOf(systeminfo('WEB-1', updates))).toBe('added');
    test.pass(1_000);
    expect(await outcomeOf(systeminfo('web-1', updates))).toBe('unchanged');
    test.pass(1_000);
    expect(await outcomeOf(systeminfo('WEB-1', ['KB5039227']))).toBe('changed');
    expect(await hostsOf(test.visitor)).toHaveLength(1);
  });

  it.each([
    ['another group', 'shop', 'office'],
    ['no group', '', 'office'],
    ['a group, with a token for none', 'shop', ''],
  ])('but is of %s is left as it is, and that is told of', async (_, own, asked) => {
    await using test = await withAdministrator();
    const files = { a: systeminfo('WEB-1', updates) };
    await test.visitor.ask('POST', '/api/hosts/import', upload(files, own));
    const before = await hostsOf(test.visitor);
    const made = await make(test.visitor, asked);
    test.pass(1_000);
    const text = systeminfo('web-1', ['KB5039227']);
    const answer = await enrol(test, { ...made, text });
    expect(answer.statusCode).toBe(409);
    expect(answer.json().type).toBe('urn:daybreak:problem:host-in-other-group');
    expect(answer.body).not.toContain('shop');
    expect(await hostsOf(test.visitor)).toEqual(before);
    expect((await tokensOf(test.visitor)).tokens).toMatchObject([{ uses: 0 }]);
    expect((await readAudit(test.test.database, 0, 100)).at(-1)).toMatchObject({
      actor: 'enrolment token of Ada',
      action: 'host.enrol-refused',
      subject: 'web-1',
      details: { group: asked, hostGroup: own },
    });
  });

  it('leaves a host of the example fleet alone, whatever it calls itself', async () => {
    await using test = await withAdministrator();
    await test.visitor.ask('PUT', '/api/example-fleet');
    const examples = await hostsOf(test.visitor);
    const name = examples[0]?.name ?? '';
    const made = await make(test.visitor);
    expect((await enrol(test, { ...made, text: systeminfo(name, updates) })).statusCode).toBe(200);
    const after = await hostsOf(test.visitor);
    expect(after.filter(({ example }) => example)).toHaveLength(examples.length);
    expect(after.filter(({ example }) => !example)).toMatchObject([{ name, group: 'office' }]);
  });

  it.each([
    ['no inventory', 'call the plumber', 400, 'enrolment command:1'],
    ['a host without a name', systeminfo('', updates), 400, 'enrolment command'],
    [
      'updates of another host',
      `${systeminfo('WEB-1', [])}\nCSName  HotFixID\nWEB-2   KB5037782\n`,
      400,
      'enrolment command',
    ],
    ['two hosts', systeminfo('WEB-1', []) + systeminfo('WEB-2', []), 400, undefined],
    ['one host twice', systeminfo('WEB-1', []) + systeminfo('WEB-1', updates), 400, undefined],
    ['nothing', '', 400, 'body/'],
    ['more than a host has', 'x'.repeat(1_000_001), 413, undefined],
  ])('with %s is refused and changes nothing', async (_, text, status, place) => {
    await using test = await withAdministrator();
    const answer = await enrol(test, { ...(await make(test.visitor)), text });
    expect(answer.statusCode).toBe(status);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.json().errors?.[0].place).toBe(place);
    expect(await hostsOf(test.visitor)).toEqual([]);
  });
});

describe('a page of another site', () => {
  it.each([
    [{ origin: 'https://evil.example' }],
    [{ origin: 'null' }],
    [{ 'sec-fetch-site': 'cross-site' }],
  ])('can not enrol a host, even with a token (%o)', async (headers) => {
    await using test = await withAdministrator();
    const answer = await enrol(test, { ...(await make(test.visitor)), headers });
    expect(answer.statusCode).toBe(403);
  });

  it("gains nothing from a visitor's cookie", async () => {
    await using test = await withAdministrator();
    const { cookie, csrfToken } = test.visitor;
    const headers = { cookie, 'x-csrf-token': csrfToken };
    expect((await enrol(test, { headers })).statusCode).toBe(401);
  });
});
