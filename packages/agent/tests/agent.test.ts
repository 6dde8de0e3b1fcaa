/** The whole agent, over real TLS, against a server that a test has say what it likes. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import {
  type CheckInAnswer,
  evidenceUpload,
  type Order,
  type OrderReport,
} from '@daybreak/protocol/agent';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Publisher } from '../../trust/tests/publisher.ts';
import { type Heard, refusal, type Said, ScriptedServer, said } from './support/scripted-server.ts';
import { hostId, TestHost } from './support/test-host.ts';

const orderId = (number: number) => `7f0f9a52-6f0a-4a55-8f8e-${String(number).padStart(12, '0')}`;
const order: Order = {
  id: orderId(1),
  ...{ host: hostId, action: 'install', manifest: 'web.json', updates: [], leaseMs: 86_400_000 },
  evidence: 'none',
  packages: [{ name: 'web', version: '1.1' }],
};
const manifest = JSON.stringify({
  ...{ format: 1, title: 'web', products: ['debian:12'], groups: null, updates: [] },
  packages: [{ name: 'web', version: '1.1', back: ['1.0'], isNew: false }],
  probes: [{ kind: 'tls', host: 'localhost', port: 1 }],
  ...{ mayRestart: true, until: '2100-01-01T00:00:00.000Z' },
});
const enrolled = said(200, { host: hostId, group: 'web', pollSeconds: 60 });
const answered = (more: Partial<CheckInAnswer> = {}) =>
  said(200, { pollSeconds: 60, wants: [], order: null, ...more });

let server: ScriptedServer;
let host: TestHost;
let publisher: Publisher;

beforeEach(async () => {
  server = await ScriptedServer.start();
  host = new TestHost();
  publisher = new Publisher(new Date());
  publisher.publish(new Date(), { 'web.json': manifest });
  serveTrust();
});
afterEach(async () => {
  await server.stop();
  host[Symbol.dispose]();
});

function serveTrust(): void {
  const own: [string, Uint8Array][] = [
    [`${sha256Of(publisher.root)}.root.json`, publisher.root],
    ['manifests/web.json', Buffer.from(manifest)],
  ];
  server.files = new Map([...own, ...publisher.files]);
}

function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** By what the request is for; what is not there is taken with thanks. */
function script(checkIn: (number: number) => Said, others: (heard: Heard) => Said = thanks): void {
  let number = 0;
  server.answer = (heard) => {
    if (heard.target === '/api/agent/enrol') return enrolled;
    if (heard.target !== '/api/agent/check-in') return others(heard);
    number += 1;
    return checkIn(number);
  };
}
const thanks = () => said(204, '');
const reports = () =>
  server.heard.flatMap(({ target, message }) =>
    target.endsWith('/reports') ? [(message as { report: OrderReport }).report] : [],
  );
const ends = () => reports().flatMap((one) => (one.kind === 'ended' ? [one.outcome] : []));
const polled = (polls: number) => (poll: number) => poll >= polls;

describe('a host that joins', () => {
  it('has a key of its own, and believes the root that its token names', async () => {
    script(() => answered());
    expect(await host.join(server, publisher.root)).toMatchObject({ kind: 'joined' });
    expect(server.unbelieved).toEqual([]);
    expect(await host.join(server, publisher.root)).toMatchObject({ kind: 'refused' });
  });

  it('sends the same key again where the answer was lost', async () => {
    server.answer = () => 'lost';
    expect(await host.join(server, null)).toMatchObject({ kind: 'outage' });
    script(() => answered());
    expect(await host.join(server, null)).toMatchObject({ kind: 'joined' });
    const keys = server.heard.map(({ message }) => (message as { publicKey: string }).publicKey);
    expect(keys).toHaveLength(2);
    expect(new Set(keys).size).toBe(1);
  });

  it('says nothing to a server that names another root', async () => {
    const other = new Publisher(new Date());
    server.files = new Map([[`${sha256Of(other.root)}.root.json`, publisher.root]]);
    expect(await host.join(server, other.root)).toMatchObject({
      kind: 'refused',
      why: expect.stringContaining('and the token names'),
    });
    expect(server.heard).toEqual([]);
  });

  it('is told why it may not', async () => {
    server.answer = () => refusal(410, 'the token has expired');
    const why = 'Refused: the token has expired';
    expect(await host.join(server, null)).toMatchObject({ kind: 'refused', why });
  });
});

describe('an agent', () => {
  it('sends what the server lacks, and then only what has changed', async () => {
    script((number) => answered({ wants: number === 1 ? ['posture', 'status'] : ['candidates'] }));
    await host.join(server, publisher.root);
    await host.run(polled(2));
    const [whole, status] = server.heard.filter(({ target }) => /posture|status/.test(target));
    expect(whole?.message).toMatchObject({ posture: { distribution: 'debian', release: '12' } });
    expect(status?.message).toMatchObject({ status: { trust: { state: 'trusted' } } });
    await host.packages.install([{ name: 'web', version: '1.1' }], () => undefined);
    script(() => answered({ wants: ['posture'] }));
    await host.run(polled(1));
    const changed = server.heard.findLast(({ target }) => target === '/api/agent/posture');
    expect(changed?.message).toMatchObject({
      set: [{ name: 'web', version: '1.1' }],
      removed: [],
    });
    expect(server.unbelieved).toEqual([]);
  });

  it('sends the whole where the server does not take the change', async () => {
    script(() => answered({ wants: ['posture'] }));
    await host.join(server, null);
    await host.run(polled(1));
    await host.packages.install([{ name: 'web', version: '1.1' }], () => undefined);
    const refuse = ({ message }: Heard) =>
      'base' in (message as object) ? refusal(409, 'another base') : said(204, '');
    script(() => answered({ wants: ['posture'] }), refuse);
    await host.run(polled(1));
    expect(server.heard.slice(-2).map(({ message }) => Object.keys(message as object))).toEqual([
      ['instance', 'base', 'posture', 'facts', 'set', 'removed'],
      ['instance', 'posture'],
    ]);
  });

  it('does what is ordered once, however often the order comes, and says so', async () => {
    script(() => answered({ order }));
    await host.join(server, publisher.root);
    await host.run(() => ends().length >= 3);
    await host.run(polled(2));
    expect(host.packages.installs).toEqual([order.packages]);
    expect(ends()[0]).toMatchObject({
      kind: 'done',
      changed: [{ name: 'web', from: '1.0', to: '1.1' }],
    });
    expect(
      ends()
        .slice(1)
        .map(({ kind }) => kind),
    ).not.toContain('done');
  });

  it('looks at what approvers have named and at what every host has, and says what it saw', async () => {
    const probed = { ...order, action: 'probe' as const, packages: [] };
    script(() => answered({ order: probed }));
    await host.join(server, publisher.root);
    await host.run(() => ends().length >= 1);
    const seen = ends()[0]?.probes ?? [];
    expect(seen.map(({ kind }) => kind)).toEqual([
      'tls',
      'units',
      'ports',
      'boot',
      'disk',
      'clock',
    ]);
    expect(seen[0]).toMatchObject({ name: 'localhost:1', state: 'critical' });
    expect(host.packages.installs).toEqual([]);
  });

  it('keeps evidence before it begins, and hands it over where that is asked', async () => {
    script(() => answered({ order: { ...order, evidence: 'upload' } }));
    await host.join(server, publisher.root);
    await host.run(() => ends().length >= 1);
    const handed = server.heard.find(({ target }) => target.endsWith('/evidence'));
    const { sha256, evidence } = evidenceUpload.parse(handed?.message);
    expect(sha256Of(Buffer.from(evidence, 'base64'))).toBe(sha256);
    expect(ends()[0]).toMatchObject({ kind: 'done', evidence: { sha256 } });
    expect(sha256Of(readFileSync(ends()[0]?.evidence?.path ?? ''))).toBe(sha256);
  });

  it('begins nothing where the evidence does not arrive', async () => {
    const refuse = ({ target }: Heard) =>
      target.endsWith('/evidence') ? said(503, '') : said(204, '');
    script(() => answered({ order: { ...order, evidence: 'upload' } }), refuse);
    await host.join(server, publisher.root);
    await host.run(() => ends().length >= 1);
    expect(ends()[0]?.kind).toBe('refused');
    expect(ends()[0]?.reasons[0]).toContain('the evidence could not be had, so nothing was begun');
    expect(host.packages.installs).toEqual([]);
  });

  it('reports again until the server has acknowledged it', async () => {
    let lost = 3;
    const loseThree = ({ message }: Heard): Said => {
      if ((message as { report: OrderReport }).report.kind !== 'ended') return said(204, '');
      lost -= 1;
      return lost >= 0 ? 'lost' : said(204, '');
    };
    script(() => answered({ order: ends().length === 0 ? order : null }), loseThree);
    await host.join(server, publisher.root);
    await host.run(() => lost < 0);
    await host.run(polled(2));
    expect(ends()).toHaveLength(4);
    expect(new Set(ends().map((end) => JSON.stringify(end))).size).toBe(1);
    const count = ends().length;
    await host.run(polled(2));
    expect(ends()).toHaveLength(count);
  });

  it('goes on after an outage, and asks less often the longer it takes', async () => {
    script(() => answered());
    await host.join(server, null);
    const { port } = server;
    const times: number[] = [];
    await host.run(async (poll) => {
      times.push(host.monotonicMs);
      if (poll === 1) await server.stop();
      if (poll === 4) await server.listen(port);
      return poll === 6;
    });
    const waits = times.slice(2).map((time, index) => time - (times[index + 1] ?? 0));
    expect(waits).toEqual([30_000, 60_000, 120_000, 60_000, 60_000]);
    expect(host.lines.at(-1)).toBe('the server answers again');
  });

  it('waits for the package manager when it is told to stop', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    host.packages.until = promise;
    script(() => answered({ order }));
    await host.join(server, publisher.root);
    let isOver = false;
    const begun = Promise.withResolvers<void>();
    const seen = () => {
      if (host.packages.installs.length > 0) begun.resolve();
      return host.packages.installs.length > 0;
    };
    const running = host.run(seen).then(() => {
      isOver = true;
    });
    await begun.promise;
    await server.stop();
    expect(isOver).toBe(false);
    resolve();
    await running;
    expect(host.lines.at(-1)).toContain('(install): done');
  });

  it('tells how far it is while it is at it', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    host.packages.until = promise;
    script(() => answered({ order }));
    await host.join(server, publisher.root);
    await host.run(() => {
      const isTold = reports().some(({ kind }) => kind === 'progress');
      if (isTold) resolve();
      return ends().length > 0;
    });
    const kinds = reports().map(({ kind }) => kind);
    expect(kinds.slice(0, 2)).toEqual(['begun', 'progress']);
    expect(new Set(kinds.slice(kinds.indexOf('ended')))).toEqual(new Set(['ended']));
  });

  it('restarts as the last thing, once that is told', async () => {
    script(() => answered({ order: { ...order, action: 'restart', packages: [] } }));
    await host.join(server, publisher.root);
    await host.run((poll) => host.packages.restarts > 0 && poll > 3);
    expect(host.packages.restarts).toBe(1);
    expect(new Set(reports().map(({ kind }) => kind))).toEqual(new Set(['begun']));
  });
});

const text = fc.string({ maxLength: 50 });
const anyOrder = fc.record({
  id: fc.uuid(),
  host: fc.oneof(fc.constant(hostId), fc.uuid()),
  action: fc.constantFrom('install', 'roll-back', 'restart', 'probe', 'collect-evidence', 'run'),
  manifest: fc.constantFrom('web.json', '../web.json', '/etc/passwd', 'other.json', ''),
  packages: fc.array(fc.record({ name: fc.oneof(fc.constant('web'), text), version: text }), {
    maxLength: 3,
  }),
  updates: fc.array(text, { maxLength: 2 }),
  leaseMs: fc.oneof(fc.integer({ min: 1, max: 86_400_000 }), fc.integer()),
});
const anyAnswer = fc.record({
  pollSeconds: fc.oneof(fc.integer({ min: 1, max: 86_400 }), fc.anything()),
  wants: fc.oneof(fc.subarray(['posture', 'candidates', 'status', 'health']), fc.anything()),
  order: fc.oneof({ weight: 3, arbitrary: anyOrder }, fc.constant(null), fc.anything()),
  watch: fc.oneof(fc.constant(null), fc.anything()),
});
const likelyAnswer = fc.record({
  pollSeconds: fc.constant(60),
  wants: fc.constant([]),
  order: anyOrder.map((one) => ({ ...one, updates: [], leaseMs: 60_000 })),
});
const hostile: fc.Arbitrary<Said> = fc.oneof(
  likelyAnswer.map((answer) => said(200, answer)),
  anyAnswer.map((answer) => said(200, JSON.stringify(answer) ?? '')),
  fc.json().map((body) => said(200, body)),
  fc.tuple(fc.integer({ min: 200, max: 599 }), text).map(([status, body]) => said(status, body)),
  fc.constant(said(200, Buffer.alloc(2_000_000, '['))),
  fc.constant<Said>('lost'),
);

describe('whatever a server answers', () => {
  it('the agent goes on, and installs nothing that is not signed', async () => {
    const answers = fc.sample(hostile, { numRuns: 400, seed: 20_260_609 });
    script((number) => answers[number - 1] ?? 'lost');
    await host.join(server, publisher.root);
    const checkIns = () => server.heard.filter(({ target }) => target.endsWith('check-in')).length;
    await host.run(() => checkIns() >= answers.length);
    expect(host.packages.installs).toEqual([]);
    expect(ends().length).toBeGreaterThan(10);
    expect(ends().every(({ kind }) => kind === 'refused')).toBe(true);
    script(() => answered());
    await host.run(polled(1));
    expect(server.unbelieved).toEqual([]);
  });

  it.each<[string, string, () => void]>([
    [
      'a manifest that approvers have not signed',
      'forged',
      () => {
        const signers = [publisher.server, publisher.server];
        publisher.publish(new Date(), { 'web.json': manifest }, { signers });
        serveTrust();
      },
    ],
    [
      'another manifest under the name of a signed one',
      'not what approvers have signed',
      () => {
        const other = Buffer.from(manifest.replace('"until"', ' "until"'));
        server.files = new Map([...server.files, ['manifests/web.json', other]]);
      },
    ],
    [
      'metadata of nobody',
      'damaged',
      () => {
        server.files = new Map([...server.files, ['timestamp.json', Buffer.from('{}')]]);
      },
    ],
    [
      'a halt',
      'everything is stopped',
      () => {
        const pacing = { stopped: true, open: ['web.json'] };
        publisher.publish(new Date(), { 'web.json': manifest }, { pacing });
        serveTrust();
      },
    ],
    [
      'metadata that are too long',
      'longer than',
      () => {
        const long = Buffer.alloc(3_000_000, ' ');
        server.files = new Map([...server.files, ['timestamp.json', long]]);
      },
    ],
  ])('it begins nothing under %s', async (_, reason, tamper) => {
    tamper();
    script(() => answered({ order }));
    await host.join(server, publisher.root);
    await host.run(() => ends().length > 0);
    expect(host.packages.installs).toEqual([]);
    expect(ends()[0]).toMatchObject({ kind: 'refused' });
    expect(ends()[0]?.reasons[0]).toContain(reason);
  });

  it('it begins nothing where the host has no root of trust', async () => {
    script(() => answered({ order }));
    await host.join(server, null);
    await host.run(() => ends().length > 0);
    expect(ends()[0]?.reasons[0]).toContain('no root of trust');
    expect(host.packages.installs).toEqual([]);
  });
});
