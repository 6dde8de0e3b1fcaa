import { randomUUID } from 'node:crypto';
import { defaultNoticeSettings, noticesFor } from '@daybreak/core/notice';
import type {
  DeliveryPage,
  MadeNoticeChannel,
  NoticeChannels,
  TestOutcome,
} from '@daybreak/protocol/notice';
import { readAudit, verifyAudit } from '@daybreak/storage/audit';
import { transact } from '@daybreak/storage/database';
import {
  addNotices,
  finishAttempt,
  queueDeliveries,
  takeDeliveries,
} from '@daybreak/storage/notice';
import { SaxesParser } from 'saxes';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../storage/tests/support/database.ts';
import { startMailServer } from './mail-server.ts';
import { deadline, secret } from './notice-support.ts';
import { startReceiver } from './receiver.ts';
import { administrator, ownOrigin, startApp, type TestApp, Visitor } from './support.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server[Symbol.asyncDispose]());

async function withAdministrator(): Promise<TestApp & { visitor: Visitor }> {
  const test = await startApp(server);
  return { ...test, visitor: await administrator(test) };
}

async function make(visitor: Visitor, payload: object): Promise<MadeNoticeChannel> {
  const answer = await visitor.ask('POST', '/api/notices/channels', { payload });
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json();
}

async function channelsOf(visitor: Visitor): Promise<NoticeChannels> {
  return (await visitor.ask('GET', '/api/notices/channels')).json();
}

const webhook = {
  kind: 'webhook',
  name: 'Pager',
  url: 'https://hooks.example/services/SECRETPATH',
};
const smtp = { host: 'localhost', port: 25, security: 'none', user: '', from: 'd@example.test' };

/** As a runner would have told it. */
async function tell({ test, context }: TestApp, channelId: string, count = 1): Promise<void> {
  const at = context.now();
  for (let number = 0; number < count; number += 1) {
    const open = [
      deadline({ update: `KB${number}`, dueMs: at.getTime() - 1, title: 'A <b> & ]]> \u0001' }),
    ];
    const notices = noticesFor(open, [], at.getTime(), defaultNoticeSettings);
    const batch = randomUUID();
    await transact(test.database, async (tx) => {
      await addNotices(
        tx,
        batch,
        notices.map((notice) => ({ ...notice, id: randomUUID() })),
      );
      await queueDeliveries(tx, batch, [{ id: randomUUID(), channelId }], at);
    });
  }
}

describe('a channel', () => {
  it('is added, listed without any secret, and removed; the ledger has it', async () => {
    await using test = await withAdministrator();
    const made = await make(test.visitor, webhook);
    expect(made.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(made.channel).toMatchObject({
      kind: 'webhook',
      server: 'https://hooks.example',
      createdBy: 'Ada',
    });
    const given = await make(test.visitor, { ...webhook, name: 'Given', secret });
    expect(given.secret).toBe(secret);
    await make(test.visitor, { kind: 'email', name: 'Ops', to: ['ops@example.test'] });
    const listed = await channelsOf(test.visitor);
    expect(listed.channels.map(({ name }) => name)).toEqual(['Given', 'Ops', 'Pager']);
    expect(listed.watch).toEqual({ lookedAt: null, problem: null });
    const path = `/api/notices/channels/${made.channel.id}`;
    expect((await test.visitor.ask('DELETE', path)).statusCode).toBe(204);
    expect((await test.visitor.ask('DELETE', path)).statusCode).toBe(404);
    const entries = await readAudit(test.test.database, 0, 100);
    expect(entries.slice(-4)).toMatchObject([
      {
        actor: 'Ada',
        action: 'notice-channel.add',
        subject: 'Pager',
        details: { server: 'https://hooks.example' },
      },
      { action: 'notice-channel.add', subject: 'Given' },
      { action: 'notice-channel.add', subject: 'Ops', details: { to: ['ops@example.test'] } },
      { action: 'notice-channel.remove', subject: 'Pager' },
    ]);
    expect(await verifyAudit(test.test.database)).toBeNull();
    const told = JSON.stringify([listed, entries, test.log]);
    for (const hidden of [made.secret ?? '', secret, 'SECRETPATH'])
      expect(told).not.toContain(hidden);
  });

  it.each([
    ['a file', { ...webhook, url: 'file:///etc/passwd' }],
    ['no address', { ...webhook, url: 'hooks.example' }],
    ['a password in the address', { ...webhook, url: 'https://ada:secret@hooks.example/' }],
    ['a password behind a backslash', { ...webhook, url: 'https:\\\\ada:secret@hooks.example/' }],
    ['a secret that is cut short', { ...webhook, secret: secret.slice(0, -2) }],
    ['a short secret', { ...webhook, secret: 'whsec_AAAA' }],
    ['no name', { ...webhook, name: ' ' }],
    ['a name of two lines', { ...webhook, name: 'Pager\r\nBcc: x' }],
    ['no recipient', { kind: 'email', name: 'Ops', to: [] }],
    ['two recipients in one', { kind: 'email', name: 'Ops', to: ['a@x.test, b@x.test'] }],
    ['a header in a recipient', { kind: 'email', name: 'Ops', to: ['a@x.test\r\nBcc: b@x.test'] }],
    ['another kind', { kind: 'pigeon', name: 'Ops' }],
  ])('with %s is refused', async (_, payload) => {
    await using test = await withAdministrator();
    const answer = await test.visitor.ask('POST', '/api/notices/channels', { payload });
    expect(answer.statusCode).toBe(400);
    expect(answer.body).not.toContain('ada:secret');
    expect((await channelsOf(test.visitor)).channels).toEqual([]);
  });

  it('is tested at once, and the outcome told in words', async () => {
    await using test = await withAdministrator();
    await using receiver = await startReceiver(secret);
    const made = await make(test.visitor, { ...webhook, url: receiver.origin, secret });
    const path = `/api/notices/channels/${made.channel.id}/test`;
    const outcome = async () => (await test.visitor.ask('POST', path)).json<TestOutcome>();
    expect(await outcome()).toEqual({
      sent: true,
      outage: false,
      message: 'It was taken. Look whether it has arrived.',
    });
    expect(receiver.received).toMatchObject([{ signed: true, body: { type: 'daybreak.test' } }]);
    receiver.answer = (_request, response) => response.writeHead(502).end();
    expect(await outcome()).toEqual({ sent: false, outage: true, message: 'It answered 502.' });
    receiver.answer = (_request, response) => response.writeHead(401).end();
    expect(await outcome()).toEqual({ sent: false, outage: false, message: 'It answered 401.' });
    const log = (await test.visitor.ask('GET', '/api/notices/deliveries')).json<DeliveryPage>();
    expect(log.deliveries).toMatchObject([
      { test: true, state: 'given-up', error: 'It answered 401.', nextAt: null },
      { test: true, state: 'given-up', outage: true },
      { test: true, state: 'sent', channel: 'Pager' },
    ]);
    // A test that failed is no alarm on every screen, but a fault of the channel until one succeeds.
    const channels = async () => (await channelsOf(test.visitor)).channels;
    const untold = { givenUp: 0, waiting: 0 };
    expect(await channels()).toMatchObject([{ ...untold, testError: 'It answered 401.' }]);
    receiver.answer = (_request, response) => response.writeHead(204).end();
    expect(await outcome()).toMatchObject({ sent: true });
    expect(await channels()).toMatchObject([{ ...untold, testError: null }]);
  });
});

describe('the mail server', () => {
  it('is set and told without its password, and used by a test', async () => {
    await using mail = await startMailServer({ disabledCommands: ['STARTTLS', 'AUTH'] });
    await using test = await withAdministrator();
    const made = await make(test.visitor, { kind: 'email', name: 'Ops', to: ['ops@example.test'] });
    const path = `/api/notices/channels/${made.channel.id}/test`;
    expect((await test.visitor.ask('POST', path)).json()).toMatchObject({
      message: 'No mail server is set.',
    });
    const payload = { ...smtp, port: mail.port };
    await test.visitor.ask('PUT', '/api/notices/mail-server', { payload });
    expect((await test.visitor.ask('POST', path)).json()).toMatchObject({ sent: true });
    expect(mail.mails[0]?.content).toContain('Subject: Test: Daybreak can reach you here');
  });

  it('keeps its password for itself, and for no other server', async () => {
    await using test = await withAdministrator();
    const set = (payload: object) =>
      test.visitor.ask('PUT', '/api/notices/mail-server', { payload });
    const before = await test.visitor.ask('GET', '/api/notices/mail-server');
    expect(before.json()).toEqual({ server: null });
    const secured = { ...smtp, security: 'tls', user: 'ada', password: 'PASSWORD!' };
    expect((await set(secured)).json()).toEqual({
      ...smtp,
      security: 'tls',
      user: 'ada',
      passwordSet: true,
    });
    const { password: _, ...kept } = secured;
    expect((await set({ ...kept, from: 'other@example.test' })).json()).toMatchObject({
      passwordSet: true,
    });
    for (const change of [
      { host: 'evil.example' },
      { port: 26 },
      { security: 'none' },
      { user: 'eve' },
    ]) {
      expect((await set({ ...kept, ...change })).statusCode).toBe(400);
    }
    const told = await test.visitor.ask('GET', '/api/notices/mail-server');
    const entries = await readAudit(test.test.database, 0, 100);
    expect(told.body + JSON.stringify([entries, test.log])).not.toContain('PASSWORD!');
    expect((await set({ ...kept, user: '' })).json()).toMatchObject({ passwordSet: false });
  });
});

describe('the settings', () => {
  it('are the defaults until they are set', async () => {
    await using test = await withAdministrator();
    const path = '/api/notices/settings';
    expect((await test.visitor.ask('GET', path)).json()).toEqual(defaultNoticeSettings);
    const payload = { appearHours: 48, nearHours: 12, nearShare: 0.5, reminderHour: 5 };
    for (let time = 0; time < 2; time += 1) await test.visitor.ask('PUT', path, { payload });
    expect((await test.visitor.ask('GET', path)).json()).toEqual(payload);
    const wrong = { ...payload, reminderHour: 24 };
    expect((await test.visitor.ask('PUT', path, { payload: wrong })).statusCode).toBe(400);
  });
});

describe('the log', () => {
  it('is told in pages, the newest first, and tries again on demand', async () => {
    await using test = await withAdministrator();
    await using receiver = await startReceiver(secret);
    const { channel } = await make(test.visitor, { ...webhook, url: receiver.origin, secret });
    await tell(test, channel.id, 5);
    const seen: string[] = [];
    for (let next: string | null = ''; next !== null; ) {
      const path: string = `/api/notices/deliveries?limit=2${next === '' ? '' : `&cursor=${next}`}`;
      const page: DeliveryPage = (await test.visitor.ask('GET', path)).json();
      seen.push(...page.deliveries.flatMap(({ updates }) => updates));
      next = page.next;
    }
    expect(seen).toEqual(['KB4', 'KB3', 'KB2', 'KB1', 'KB0']);
    const at = test.context.now();
    for (const taken of await takeDeliveries(test.test.database, { at, limit: 9 })) {
      const result = { state: 'given-up' as const, error: 'It answered 500.', outage: true };
      await finishAttempt(test.test.database, taken, result, at);
    }
    expect((await channelsOf(test.visitor)).channels).toMatchObject([{ givenUp: 5 }]);
    const log: DeliveryPage = (await test.visitor.ask('GET', '/api/notices/deliveries')).json();
    test.pass(1000);
    const retry = (id = '') => test.visitor.ask('POST', `/api/notices/deliveries/${id}/retry`);
    expect((await retry(log.deliveries[0]?.id)).statusCode).toBe(202);
    await expect.poll(() => receiver.received.length).toBe(1);
    await expect.poll(async () => (await channelsOf(test.visitor)).channels[0]?.givenUp).toBe(0);
    expect((await retry(log.deliveries[0]?.id)).statusCode).toBe(404);
    expect((await readAudit(test.test.database, 0, 100)).at(-1)).toMatchObject({
      action: 'notice-delivery.retry',
      subject: 'Pager',
    });
  });
});

describe('the Atom feed', () => {
  it('is read by whoever has its address, and by nobody once it is removed', async () => {
    await using test = await withAdministrator();
    const made = await make(test.visitor, { kind: 'atom', name: 'Reader' });
    const path = (made.address ?? '').slice(ownOrigin.length);
    expect(path).toMatch(/^\/api\/notices\.atom\?token=[\w-]{43}$/);
    await tell(test, made.channel.id, 2);
    const stranger = new Visitor(test.app);
    const answer = await stranger.ask('GET', path);
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['content-type']).toBe('application/atom+xml; charset=utf-8');
    const texts = entriesOf(answer.body);
    expect(texts).toContain('OVERDUE: KB1, 12 hosts open');
    expect(texts.join()).toContain('A &lt;b&gt; &amp; ]]&gt; .');
    expect(texts.join()).toMatch(/Due \w{3} \d+ \w{3} \d{4} \d\d:\d\d UTC/);
    expect(answer.body).not.toContain(path.split('=')[1]);
    expect((await channelsOf(test.visitor)).channels[0]?.lastReadAt).toBe(
      test.context.now().toISOString(),
    );
    const kept = JSON.stringify(
      await test.test.database.selectFrom('notice_channels').selectAll().execute(),
    );
    expect(kept + test.log.join('')).not.toContain(path.split('=')[1]);
    await test.visitor.ask('DELETE', `/api/notices/channels/${made.channel.id}`);
    expect((await stranger.ask('GET', path)).statusCode).toBe(404);
  });

  it('limits guesses, by address', async () => {
    await using test = await withAdministrator();
    const guess = () =>
      new Visitor(test.app).ask('GET', `/api/notices.atom?token=${'x'.repeat(43)}`);
    for (let number = 0; number < 10; number += 1) expect((await guess()).statusCode).toBe(404);
    expect((await guess()).statusCode).toBe(429);
    expect((await new Visitor(test.app).ask('GET', '/api/notices.atom')).statusCode).toBe(400);
  });
});

/** The texts of the document, which has to be well-formed. */
function entriesOf(xml: string): string[] {
  const texts: string[] = [];
  const parser = new SaxesParser({});
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('cdata', (text) => texts.push(text));
  parser.write(xml).close();
  return texts;
}

describe('every route of it', () => {
  it('wants a session, and what changes something its CSRF token', async () => {
    await using test = await withAdministrator();
    const id = '00000000-0000-4000-8000-000000000000';
    const routes = [
      ['GET', '/api/notices/channels'],
      ['POST', '/api/notices/channels'],
      ['POST', `/api/notices/channels/${id}/test`],
      ['DELETE', `/api/notices/channels/${id}`],
      ['GET', '/api/notices/settings'],
      ['PUT', '/api/notices/settings'],
      ['GET', '/api/notices/mail-server'],
      ['PUT', '/api/notices/mail-server'],
      ['GET', '/api/notices/deliveries'],
      ['POST', `/api/notices/deliveries/${id}/retry`],
    ] as const;
    const stranger = new Visitor(test.app);
    for (const [method, path] of routes) {
      expect((await stranger.ask(method, path)).statusCode, path).toBe(401);
    }
    test.visitor.csrfToken = 'guess';
    for (const [method, path] of routes) {
      if (method === 'GET') continue;
      expect((await test.visitor.ask(method, path)).statusCode, path).toBe(403);
    }
  });
});
