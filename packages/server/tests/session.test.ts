import { sessionIdleMaxMs, sessionMaxMs, setupLinkMaxMs } from '@daybreak/server/session';
import { verifyAudit } from '@daybreak/storage/audit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../storage/tests/support/database.ts';
import { attemptsPerAddress, attemptWindowMs } from '../src/session/login-limit.ts';
import { makeSetupLink } from '../src/session/service.ts';
import { administrator, credentials, ownOrigin, setupToken, startApp, Visitor } from './support.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server[Symbol.asyncDispose]());

const minuteMs = 60_000;

describe('the first administrator', () => {
  it('is made with the link, once, and is logged in by it', async () => {
    await using test = await startApp(server);
    const visitor = new Visitor(test.app);
    expect((await visitor.ask('GET', '/api/session')).json()).toEqual({
      session: null,
      setupNeeded: true,
    });
    const payload = { token: await setupToken(test.context), ...credentials };
    const made = await visitor.ask('POST', '/api/setup', { payload });
    expect(made.statusCode).toBe(200);
    expect((await visitor.ask('GET', '/api/session')).json()).toMatchObject({
      session: { user: { name: 'Ada', role: 'administrator' } },
      setupNeeded: false,
    });
    const again = await new Visitor(test.app).ask('POST', '/api/setup', {
      payload: { ...payload, name: 'Eve' },
    });
    expect(again.statusCode).toBe(410);
    expect(await makeSetupLink(test.context)).toBeNull();
  });

  it('is not made with a link of yesterday, or one that a restart replaced', async () => {
    await using test = await startApp(server);
    const visitor = new Visitor(test.app);
    const replaced = await setupToken(test.context);
    const token = await setupToken(test.context);
    const use = (which: string) =>
      visitor.ask('POST', '/api/setup', { payload: { token: which, ...credentials } });
    expect((await use(replaced)).statusCode).toBe(410);
    test.pass(setupLinkMaxMs);
    expect((await use(token)).statusCode).toBe(410);
    expect((await use(await setupToken(test.context))).statusCode).toBe(200);
  });

  it('is made once when the link is used twice at the same time', async () => {
    await using test = await startApp(server);
    const token = await setupToken(test.context);
    const answers = await Promise.all(
      ['Ada', 'Eve'].map((name) =>
        new Visitor(test.app).ask('POST', '/api/setup', {
          payload: { ...credentials, token, name },
        }),
      ),
    );
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 410]);
  });

  it('needs a password of some length', async () => {
    await using test = await startApp(server);
    const payload = { token: await setupToken(test.context), name: 'Ada', password: 'short' };
    const answer = await new Visitor(test.app).ask('POST', '/api/setup', { payload });
    expect(answer.statusCode).toBe(400);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.json()).toMatchObject({ errors: [{ place: 'body/password' }] });
  });
});

describe('a session', () => {
  it('is wanted by everything but what makes one', async () => {
    await using test = await startApp(server);
    const stranger = new Visitor(test.app);
    for (const path of ['/api/hosts', '/api/updates', '/api/feeds', '/api/example-fleet']) {
      expect((await stranger.ask('GET', path)).statusCode).toBe(401);
    }
    expect((await stranger.ask('GET', '/api/health')).json()).toMatchObject({ status: 'ok' });
  });

  it('opens with the right password in any case of the name, and not with a wrong one', async () => {
    await using test = await startApp(server);
    await administrator(test);
    const visitor = new Visitor(test.app);
    const logIn = (name: string, password: string) =>
      visitor.ask('POST', '/api/session', { payload: { name, password } });
    const wrong = await logIn('Ada', 'wrong horse battery');
    const unknown = await logIn('Nobody', credentials.password);
    expect([wrong.statusCode, unknown.statusCode]).toEqual([401, 401]);
    expect(wrong.json().detail).toBe(unknown.json().detail);
    expect((await logIn('ada', credentials.password)).statusCode).toBe(200);
    expect((await visitor.ask('GET', '/api/hosts')).statusCode).toBe(200);
  });

  it('ends when it is not used for long, or has lasted for long, or is ended', async () => {
    await using test = await startApp(server);
    const idle = await administrator(test);
    test.pass(sessionIdleMaxMs - 1);
    expect((await idle.ask('GET', '/api/hosts')).statusCode).toBe(200);
    test.pass(sessionIdleMaxMs);
    expect((await idle.ask('GET', '/api/hosts')).statusCode).toBe(401);
    const busy = new Visitor(test.app);
    busy.keep(await busy.ask('POST', '/api/session', { payload: credentials }));
    for (let passed = 0; passed < sessionMaxMs - 30 * minuteMs; passed += 30 * minuteMs) {
      test.pass(30 * minuteMs);
      expect((await busy.ask('GET', '/api/hosts')).statusCode).toBe(200);
    }
    test.pass(30 * minuteMs);
    expect((await busy.ask('GET', '/api/hosts')).statusCode).toBe(401);
    const leaving = new Visitor(test.app);
    leaving.keep(await leaving.ask('POST', '/api/session', { payload: credentials }));
    const { cookie } = leaving;
    expect((await leaving.ask('DELETE', '/api/session')).statusCode).toBe(204);
    leaving.cookie = cookie;
    expect((await leaving.ask('GET', '/api/hosts')).statusCode).toBe(401);
    expect(await verifyAudit(test.test.database)).toBeNull();
  });

  it('lives in a cookie that scripts cannot read and other sites cannot send', async () => {
    await using test = await startApp(server);
    const payload = { token: await setupToken(test.context), ...credentials };
    const made = await new Visitor(test.app).ask('POST', '/api/setup', { payload });
    expect(made.cookies).toMatchObject([{ httpOnly: true, sameSite: 'Strict', path: '/' }]);
    await using secure = await startApp(server, { origin: 'https://daybreak.example' });
    const token = await setupToken(secure.context);
    const answer = await new Visitor(secure.app).ask('POST', '/api/setup', {
      payload: { token, ...credentials },
    });
    expect(answer.cookies).toMatchObject([{ name: '__Host-daybreak_session', secure: true }]);
    expect(answer.headers['strict-transport-security']).toContain('max-age=31536000');
  });
});

describe('a request that changes something', () => {
  it('is refused without the CSRF token of its session', async () => {
    await using test = await startApp(server);
    const visitor = await administrator(test);
    const { csrfToken } = visitor;
    for (const wrong of ['', 'guess', csrfToken.slice(1)]) {
      visitor.csrfToken = wrong;
      expect((await visitor.ask('PUT', '/api/example-fleet')).statusCode).toBe(403);
      expect((await visitor.ask('DELETE', '/api/session')).statusCode).toBe(403);
    }
    visitor.csrfToken = csrfToken;
    expect((await visitor.ask('PUT', '/api/example-fleet')).statusCode).toBe(200);
  });

  it.each([
    [{ origin: 'https://evil.example' }, 403],
    [{ origin: 'null' }, 403],
    [{ 'sec-fetch-site': 'cross-site' }, 403],
    [{ 'sec-fetch-site': 'same-site' }, 403],
    [{ origin: ownOrigin, 'sec-fetch-site': 'same-origin' }, 200],
    [{ origin: 'http://localhost:7070' }, 200],
    [{}, 200],
  ])('with %o is answered %i', async (headers, status) => {
    await using test = await startApp(server);
    const visitor = await administrator(test);
    const answer = await visitor.ask('PUT', '/api/example-fleet', { headers });
    expect(answer.statusCode).toBe(status);
  });
});

describe('logins', () => {
  it('are limited by address: so many, then a wait, then again', async () => {
    await using test = await startApp(server);
    await administrator(test);
    const visitor = new Visitor(test.app);
    const attempt = (password: string, remoteAddress: string) =>
      visitor.ask('POST', '/api/session', { payload: { name: 'Ada', password }, remoteAddress });
    const wrong = await Promise.all(
      Array.from({ length: attemptsPerAddress + 3 }, () => attempt('wrong password', '192.0.2.1')),
    );
    const limited = wrong.filter(({ statusCode }) => statusCode === 429);
    expect(limited).toHaveLength(3);
    expect(limited[0]?.headers['retry-after']).toBe(String(attemptWindowMs / 1000));
    expect((await attempt(credentials.password, '192.0.2.1')).statusCode).toBe(429);
    expect((await attempt(credentials.password, '192.0.2.2')).statusCode).toBe(200);
    test.pass(attemptWindowMs);
    expect((await attempt(credentials.password, '192.0.2.1')).statusCode).toBe(200);
  });

  it('leave no secret in the log', async () => {
    await using test = await startApp(server);
    const visitor = await administrator(test);
    await visitor.ask('POST', '/api/session', { payload: credentials });
    await visitor.ask('GET', '/api/hosts?text=secret-of-mine');
    const log = test.log.join('');
    expect(log).toContain('"path":"/api/session"');
    for (const secret of [credentials.password, visitor.cookie.split('=')[1] ?? '-', 'secret-of']) {
      expect(log).not.toContain(secret);
    }
  });
});
