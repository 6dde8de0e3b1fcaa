import { setTimeout as sleep } from 'node:timers/promises';
import { transact } from '@daybreak/storage/database';
import { leaseMs, removeChannel, retryDelivery, takeDeliveries } from '@daybreak/storage/notice';
import fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeCertificate, serve } from '../../feeds/tests/https-server.ts';
import { startTestServer, type TestServer } from '../../storage/tests/support/database.ts';
import { deadline, hour, openRunners, secret, startMs, triedForMs } from './notice-support.ts';
import { type Receiver, startReceiver } from './receiver.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server[Symbol.asyncDispose]());

const certificate = makeCertificate();

async function withWebhook(receiver: Receiver) {
  const house = await openRunners(server);
  const id = await house.add({ kind: 'webhook', url: `${receiver.origin}/hook`, secret });
  return { ...house, id };
}

const kindsIn = (receiver: Receiver) =>
  receiver.received.map(({ body }) => body.data.notices.map(({ kind }) => kind).join());

describe('a webhook', () => {
  it('is signed as the specification has it, and says what is due', async () => {
    await using receiver = await startReceiver(secret);
    await using house = await withWebhook(receiver);
    await house.at(0);
    expect(receiver.received).toMatchObject([
      {
        signed: true,
        timestamp: startMs / 1000,
        path: '/hook',
        body: {
          type: 'daybreak.notices',
          timestamp: '2024-06-11T17:00:00.000Z',
          data: {
            total: 1,
            notices: [
              {
                kind: 'appeared',
                headline: 'New deadline, 3 days: KB5039212, 12 hosts open',
                due: '2024-06-14T17:00:00.000Z',
                link: 'https://daybreak.example/updates/KB5039212',
              },
            ],
          },
        },
      },
    ]);
    expect(await house.log()).toMatchObject([{ state: 'sent', attempts: 1, notices: 1 }]);
  });

  it("signs the specification's own example", () => {
    // https://github.com/standard-webhooks/standard-webhooks, libraries' shared test.
    const signer = new Webhook('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw');
    const at = new Date(1_614_265_330_000);
    const signed = signer.sign('msg_p5jXN8AQM9LWM0D4loKWxJek', at, '{"test": 2432232314}');
    expect(signed).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
  });

  it('tells each stage once, through a clock set back and another server', async () => {
    await using receiver = await startReceiver(secret);
    await using house = await withWebhook(receiver);
    for (const hours of [0, 1, 48, 49, 72, 73, 10, 50, 72]) await house.at(hours);
    const restarted = house.runner();
    for (const hours of [0, 73, 86]) await house.at(hours, restarted);
    house.state.deadlines = [deadline({ hosts: 0 })];
    await house.at(87, restarted);
    expect(kindsIn(receiver)).toEqual(['appeared', 'nears', 'passed', 'passed', 'settled']);
    expect(house.errors).toEqual([]);
  });

  it('whose secret can not be used is refused, and no outage of theirs', async () => {
    await using receiver = await startReceiver(secret);
    await using house = await openRunners(server);
    await house.add({ kind: 'webhook', url: receiver.origin, secret: 'whsec_' });
    await house.at(0);
    expect(receiver.received).toEqual([]);
    expect(await house.log()).toMatchObject([
      { state: 'failed', outage: false, error: 'Its signing secret can not be used.' },
    ]);
  });

  it('brings many deadlines as one message', async () => {
    await using receiver = await startReceiver(secret);
    await using house = await withWebhook(receiver);
    house.state.deadlines = Array.from({ length: 400 }, (_, at) =>
      deadline({ update: `KB${at}`, dueMs: startMs - at * hour, fromMs: startMs - 1000 * hour }),
    );
    await house.at(0);
    expect(receiver.received).toHaveLength(1);
    expect(receiver.received[0]?.body.data).toMatchObject({ total: 400 });
    expect(receiver.received[0]?.body.data.notices).toHaveLength(50);
    expect(JSON.stringify(receiver.received[0]?.body).length).toBeLessThan(40_000);
    await house.at(0.1);
    expect(receiver.received).toHaveLength(1);
  });

  it.skipIf(certificate === null)('goes over HTTPS, to a certificate that is trusted', async () => {
    if (certificate === null) return;
    await using untrusted = await startReceiver(secret, certificate);
    await using house = await withWebhook(untrusted);
    await house.at(0);
    expect(untrusted.received).toEqual([]);
    const [refused] = await house.log();
    expect(refused).toMatchObject({ state: 'failed', outage: false });
    expect(refused?.error).toContain('Its certificate is not trusted here');
    // This makes the certificate a trusted one.
    await using _trusting = await serve(certificate, () => {});
    await house.at(1);
    expect(untrusted.received).toMatchObject([{ signed: true }]);
  });
});

describe('a receiver', () => {
  it('that fails for a while gets it when it is back, under the same id', async () => {
    await using receiver = await startReceiver(secret);
    await using house = await withWebhook(receiver);
    receiver.answer = (_request, response) => response.writeHead(503).end();
    await house.at(0);
    expect(await house.log()).toMatchObject([
      { state: 'failed', outage: true, error: 'It answered 503.', attempts: 1 },
    ]);
    await house.at(0.01);
    expect(receiver.received).toHaveLength(1);
    await house.at(0.02);
    expect(receiver.received).toHaveLength(2);
    receiver.answer = (_request, response) => response.writeHead(200).end('{}');
    await house.at(1);
    await house.at(5);
    expect(receiver.received).toHaveLength(3);
    expect(new Set(receiver.received.map(({ id }) => id)).size).toBe(1);
    expect(receiver.received.every(({ signed }) => signed)).toBe(true);
    expect(await house.log()).toMatchObject([{ state: 'sent', attempts: 3, error: null }]);
  });

  it('that never comes back is given up after three days, and can be tried again', async () => {
    await using receiver = await startReceiver(secret);
    await using house = await withWebhook(receiver);
    house.state.deadlines = [
      deadline({ dueMs: startMs + 1000 * hour, fromMs: startMs + 950 * hour }),
    ];
    receiver.answer = (_request, response) => response.writeHead(500).end();
    for (let hours = 0; hours < 80; hours += 0.25) await house.at(hours);
    const [given] = await house.log();
    expect(given).toMatchObject({ state: 'given-up', outage: true });
    expect(given?.attempts).toBeGreaterThan(12);
    expect(given?.attempts).toBeLessThan(30);
    expect((given?.lastAttemptAt?.getTime() ?? 0) - startMs).toBeGreaterThanOrEqual(triedForMs);
    receiver.answer = (_request, response) => response.writeHead(200).end();
    const again = { id: given?.id ?? '', at: new Date(house.state.nowMs) };
    expect(await transact(house.database, (tx) => retryDelivery(tx, again))).toBe('webhook');
    await house.first.deliver();
    expect(await house.log()).toMatchObject([{ state: 'sent' }]);
    expect(await transact(house.database, (tx) => retryDelivery(tx, again))).toBeNull();
  });

  it.each([
    ['redirects', 302, false, /redirects are not followed/],
    ['says no', 404, false, /^It answered 404\.$/],
    ['wants fewer', 429, true, /^It answered 429\.$/],
  ])('that %s is written down as what it is', async (_, status, outage, error) => {
    await using target = await startReceiver(secret);
    await using receiver = await startReceiver(secret);
    receiver.answer = (_request, response) =>
      response.writeHead(status, { location: `${target.origin}/` }).end();
    await using house = await withWebhook(receiver);
    await house.at(0);
    expect(target.received).toEqual([]);
    expect(await house.log()).toMatchObject([
      { state: 'failed', outage, error: expect.stringMatching(error) },
    ]);
  });

  it('that does not listen, is not known, or breaks off is an outage of its own', async () => {
    const closed = await startReceiver(secret);
    await closed[Symbol.asyncDispose]();
    await using breaking = await startReceiver(secret);
    breaking.answer = (request) => request.socket.destroy();
    await using house = await openRunners(server);
    for (const url of [closed.origin, breaking.origin, 'http://nobody.invalid/']) {
      await house.add({ kind: 'webhook', url, secret });
    }
    await house.at(0);
    const log = await house.log();
    expect(log.map(({ outage, state }) => `${state} ${outage}`)).toEqual(
      Array.from({ length: 3 }, () => 'failed true'),
    );
    expect(log.map(({ error }) => error).join()).toContain('Nobody listens there (ECONNREFUSED)');
    expect(log.map(({ error }) => error).join()).toContain('It broke the connection off');
    expect(house.errors).toEqual([]);
  });

  it('that answers without end is heard no further', async () => {
    let written = 0;
    await using receiver = await startReceiver(secret);
    receiver.answer = (_request, response) => {
      response.writeHead(200);
      const more = () => {
        if (response.destroyed || written > 50_000_000) return;
        written += 65_536;
        response.write(Buffer.alloc(65_536), () => setImmediate(more));
      };
      more();
    };
    await using house = await withWebhook(receiver);
    await house.at(0);
    expect(await house.log()).toMatchObject([{ state: 'sent' }]);
    await sleep(200);
    expect(written).toBeLessThan(20_000_000);
  });

  it.each([
    'http://169.254.169.254/latest',
    'http://[fe80::1]/',
    'http://[::ffff:169.254.169.254]/',
  ])('at %s is not one', async (url) => {
    await using house = await openRunners(server);
    await house.add({ kind: 'webhook', url, secret });
    await house.at(0);
    expect(await house.log()).toMatchObject([
      { state: 'failed', outage: false, error: expect.stringContaining('link-local') },
    ]);
  });

  it('that is removed while it fails gets nothing more', async () => {
    await using receiver = await startReceiver(secret);
    receiver.answer = (_request, response) => response.writeHead(500).end();
    await using house = await withWebhook(receiver);
    await house.at(0);
    const removed = { id: house.id, at: new Date(startMs) };
    expect(await transact(house.database, (tx) => removeChannel(tx, removed))).toBe('webhook');
    await house.at(10);
    expect(receiver.received).toHaveLength(1);
    expect(await house.log()).toMatchObject([
      { state: 'given-up', error: 'The channel was removed.', channelRemoved: true },
    ]);
    const rows = await house.database.selectFrom('notice_channels').selectAll().execute();
    expect(rows).toMatchObject([{ secret: null }]);
  });
});

describe('several servers', () => {
  it('tell each deadline once, and send each message once', async () => {
    await using receiver = await startReceiver(secret);
    await using house = await withWebhook(receiver);
    for (let more = 0; more < 4; more += 1) {
      await house.add({ kind: 'webhook', url: `${receiver.origin}/${more}`, secret });
    }
    const servers = Array.from({ length: 4 }, () => house.runner());
    for (const hours of [0, 48, 72, 86]) {
      house.state.nowMs = startMs + hours * hour;
      await Promise.all(servers.map((one) => one.look()));
      await Promise.all(servers.map((one) => one.deliver()));
    }
    expect(receiver.received).toHaveLength(4 * 5);
    expect(new Set(receiver.received.map(({ id }) => id)).size).toBe(4 * 5);
    expect(
      (await house.log()).every(({ attempts, state }) => attempts === 1 && state === 'sent'),
    ).toBe(true);
    expect(house.errors).toEqual([]);
  });

  it('of which one dies while it sends: another sends again, under the same id', async () => {
    await using receiver = await startReceiver(secret);
    await using house = await withWebhook(receiver);
    await house.first.look();
    const at = new Date(startMs);
    const [dead] = await takeDeliveries(house.database, { at, limit: 8 });
    await house.first.deliver();
    expect(receiver.received).toEqual([]);
    house.state.nowMs = startMs + leaseMs;
    await house.first.deliver();
    expect(receiver.received).toMatchObject([{ id: dead?.id }]);
  });

  it('leave nothing stuck that a clock which was ahead has written', async () => {
    await using receiver = await startReceiver(secret);
    await using house = await withWebhook(receiver);
    receiver.answer = (_request, response) => response.writeHead(500).end();
    await house.at(90_000);
    receiver.answer = (_request, response) => response.writeHead(200).end();
    await house.at(1);
    expect(await house.log()).toMatchObject([{ state: 'sent', attempts: 2 }]);
    house.state.nowMs = startMs + 90_000 * hour;
    house.state.deadlines = [];
    await house.first.look();
    await takeDeliveries(house.database, { at: new Date(house.state.nowMs), limit: 8 });
    house.state.nowMs = startMs + 2 * hour;
    await house.first.deliver();
    expect((await house.log()).map(({ state }) => state)).toEqual(['sent', 'sent']);
  });
});

describe('a runner', () => {
  it('whose deadlines can not be read tells nothing, and says so', async () => {
    await using receiver = await startReceiver(secret);
    await using house = await withWebhook(receiver);
    await house.at(0);
    const failing = house.runner({
      deadlines: () => Promise.reject(new Error('no feed has been read')),
    });
    await house.at(80, failing);
    expect(failing.watch()).toEqual({ lookedAt: null, problem: 'no feed has been read' });
    expect(kindsIn(receiver)).toEqual(['appeared']);
  });

  it('without a channel tells nothing; the first that is made gets all that is open', async () => {
    await using receiver = await startReceiver(secret);
    await using house = await openRunners(server);
    await house.at(0);
    await house.at(73);
    expect(await house.database.selectFrom('notices').selectAll().execute()).toEqual([]);
    await house.add({ kind: 'webhook', url: receiver.origin, secret });
    await house.at(74);
    expect(kindsIn(receiver)).toEqual(['passed']);
  });

  it('that is stopped while a receiver is silent ends at once, and leaves it to the next', async () => {
    await using receiver = await startReceiver(secret);
    await using house = await withWebhook(receiver);
    let asked = () => {};
    const arrived = new Promise<void>((resolve) => {
      asked = resolve;
    });
    receiver.answer = () => asked();
    const doomed = house.runner();
    await doomed.look();
    const sending = doomed.deliver();
    await arrived;
    await doomed.stop();
    await sending;
    expect(await house.log()).toMatchObject([{ state: 'queued', attempts: 1 }]);
  });

  it('tells the database nothing twice, whatever the clock does', async () => {
    await using house = await openRunners(server);
    await house.add({ kind: 'atom', tokenHash: 'x' });
    const steps = fc.array(
      fc.record({
        hours: fc.integer({ min: -50, max: 150 }),
        hosts: fc.integer({ min: 0, max: 1 }),
      }),
      { minLength: 5, maxLength: 15 },
    );
    const servers = [house.first, house.runner()];
    await fc.assert(
      fc.asyncProperty(steps, fc.string(), async (all, update) => {
        for (const { hours, hosts } of all) {
          house.state.deadlines = [deadline({ update: `KB${update.replaceAll('\0', '')}`, hosts })];
          house.state.nowMs = startMs + hours * hour;
          await Promise.all(servers.map((one) => one.look()));
        }
        // The unique key would have been violated, which is an error of the look.
        expect(house.errors).toEqual([]);
      }),
      { numRuns: 15 },
    );
  });
});
