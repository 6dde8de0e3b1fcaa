import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import type { SMTPServerOptions } from 'smtp-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeCertificate } from '../../feeds/tests/https-server.ts';
import { startTestServer, type TestServer } from '../../storage/tests/support/database.ts';
import { startMailServer, type TestMailServer } from './mail-server.ts';
import { deadline, openRunners } from './notice-support.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server[Symbol.asyncDispose]());

const certificate = makeCertificate();
const to = ['ops@example.test', 'lead@example.test'];

async function withMail(mail: TestMailServer) {
  const house = await openRunners(server);
  await house.add({ kind: 'email', to });
  await house.setMailServer({ port: mail.port });
  return house;
}

/** As mail programs read it: lines that were folded, and characters that were encoded. */
function decoded(content: string): string {
  return content
    .replaceAll(/=\r\n/g, '')
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    )
    .replaceAll(/\r\n[ \t]/g, ' ');
}

describe('an e-mail', () => {
  it('says in its subject what is due, and the rest in text and HTML', async () => {
    await using mail = await startMailServer({ disabledCommands: ['STARTTLS', 'AUTH'] });
    await using house = await withMail(mail);
    await house.at(73);
    const [first] = mail.mails;
    expect(first).toMatchObject({ from: 'daybreak@example.test', to, encrypted: false });
    const content = decoded(first?.content ?? '');
    expect(content).toContain('Subject: OVERDUE: KB5039212, 12 hosts open');
    expect(content).toContain('Auto-Submitted: auto-generated');
    expect(content).toContain('Due Fri 14 Jun 2024 17:00 UTC');
    expect(content).toContain('Cumulative update for June <2024>');
    expect(content).toContain('Cumulative update for June &lt;2024&gt;');
    expect(content).toContain('https://daybreak.example/updates/KB5039212');
    const [sent] = await house.log();
    expect(content).toContain(`Message-ID: <${sent?.id}@example.test>`);
    expect(sent).toMatchObject({ state: 'sent', error: null });
  });

  it('keeps its headers whatever a title or a name holds', async () => {
    await using mail = await startMailServer({ disabledCommands: ['STARTTLS', 'AUTH'] });
    await using house = await withMail(mail);
    const update = 'KB1\r\nBcc: evil@example.test\r\n\r\nbody';
    house.state.deadlines = [deadline({ update, group: 'größte "<b>' })];
    await house.at(73);
    expect(mail.mails[0]?.to).toEqual(to);
    const [head = ''] = (mail.mails[0]?.content ?? '').split('\r\n\r\n');
    expect(head).not.toMatch(/^Bcc:/m);
  });

  it('is not sent without a mail server, which the log says', async () => {
    await using house = await openRunners(server);
    await house.add({ kind: 'email', to });
    await house.at(0);
    expect(await house.log()).toMatchObject([
      { state: 'failed', outage: false, error: 'No mail server is set.' },
    ]);
  });

  it('of which a recipient is refused is sent to the others, and the log says to whom not', async () => {
    await using mail = await startMailServer({
      disabledCommands: ['STARTTLS', 'AUTH'],
      onRcptTo: ({ address }, _session, done) =>
        done(address.startsWith('lead') ? new Error('no such mailbox') : undefined),
    });
    await using house = await withMail(mail);
    await house.at(0);
    expect(mail.mails).toMatchObject([{ to: ['ops@example.test'] }]);
    expect(await house.log()).toMatchObject([
      { state: 'sent', error: 'Not taken for: lead@example.test' },
    ]);
  });
});

describe('a mail server', () => {
  it('that is away is an outage, and gets it when it is back', async () => {
    const gone = await startMailServer({});
    await gone[Symbol.asyncDispose]();
    await using house = await withMail(gone);
    await house.at(0);
    expect(await house.log()).toMatchObject([{ state: 'failed', outage: true }]);
    await using mail = await startMailServer({ disabledCommands: ['STARTTLS', 'AUTH'] });
    await house.setMailServer({ port: mail.port });
    await house.at(1);
    expect(mail.mails).toHaveLength(1);
    expect(await house.log()).toMatchObject([{ state: 'sent', attempts: 2 }]);
  });

  it('that breaks off is an outage', async () => {
    const rude = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1');
    await once(rude, 'listening');
    await using house = await openRunners(server);
    await house.add({ kind: 'email', to });
    await house.setMailServer({ port: (rude.address() as AddressInfo).port });
    await house.at(0);
    rude.close();
    expect(await house.log()).toMatchObject([{ state: 'failed', outage: true }]);
  });

  it.each([
    [451, true, /It is not ready/],
    [550, false, /It refused the message/],
  ])('that answers %d is told as what it is', async (responseCode, outage, error) => {
    await using mail = await startMailServer({
      disabledCommands: ['STARTTLS', 'AUTH'],
      onMailFrom: (_address, _session, done) =>
        done(Object.assign(new Error('not from you'), { responseCode })),
    });
    await using house = await withMail(mail);
    await house.at(0);
    expect(await house.log()).toMatchObject([
      { state: 'failed', outage, error: expect.stringMatching(error) },
    ]);
  });

  it('that offers no STARTTLS, where that is asked for, is given neither message nor password', async () => {
    let logins = 0;
    await using mail = await startMailServer({
      disabledCommands: ['STARTTLS'],
      allowInsecureAuth: true,
      onAuth: (_auth, _session, done) => {
        logins += 1;
        done(null, { user: 'daybreak' });
      },
    });
    await using house = await withMail(mail);
    await house.setMailServer({ port: mail.port, security: 'starttls', user: 'u', password: 'p' });
    await house.at(0);
    expect([mail.mails.length, logins]).toEqual([0, 0]);
    const [failed] = await house.log();
    expect(failed).toMatchObject({ state: 'failed', outage: false });
    expect(failed?.error).toContain('STARTTLS');
  });

  describe.skipIf(certificate === null)('with TLS', () => {
    const options: SMTPServerOptions = {
      ...certificate,
      onAuth: ({ username = '', password }, _session, done) =>
        password === 'right'
          ? done(null, { user: username })
          : done(Object.assign(new Error('wrong password'), { responseCode: 535 })),
    };

    it.each(['starttls', 'tls'] as const)(
      'is refused while its certificate is not trusted (%s)',
      async (security) => {
        setDefaultCACertificates(getCACertificates('bundled'));
        await using mail = await startMailServer({ ...options, secure: security === 'tls' });
        await using house = await withMail(mail);
        await house.setMailServer({ port: mail.port, security, user: 'ada', password: 'right' });
        await house.at(0);
        expect(mail.mails).toEqual([]);
        const [failed] = await house.log();
        expect(failed).toMatchObject({ state: 'failed', outage: false });
        expect(failed?.error).toContain('certificate');
      },
    );

    it.each(['starttls', 'tls'] as const)(
      'gets it encrypted, after a login (%s)',
      async (security) => {
        setDefaultCACertificates([...getCACertificates('bundled'), certificate?.cert ?? '']);
        await using mail = await startMailServer({ ...options, secure: security === 'tls' });
        await using house = await withMail(mail);
        await house.setMailServer({ port: mail.port, security, user: 'ada', password: 'wrong' });
        await house.at(0);
        const [refused] = await house.log();
        expect(refused).toMatchObject({ state: 'failed', outage: false });
        expect(refused?.error).toContain('It refused the login');
        await house.setMailServer({ port: mail.port, security, user: 'ada', password: 'right' });
        await house.at(1);
        expect(mail.mails).toMatchObject([{ encrypted: true, user: 'ada', to }]);
      },
    );
  });
});
