/** The whole agent and what it watches, over real TLS, against a server that a test has say what it likes. */
import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { lookAtTls } from '@daybreak/agent/probe';
import type { AgentHealth, CheckIn, Order, Watch } from '@daybreak/protocol/agent';
import type { ManifestProbe } from '@daybreak/protocol/manifest';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Publisher } from '../../trust/tests/publisher.ts';
import { Authority } from './certificates.ts';
import { ScriptedServer, said } from './support/scripted-server.ts';
import { hostId, TestHost } from './support/test-host.ts';

const authority = new Authority();
afterAll(() => authority[Symbol.dispose]());
const certificate = authority.sign('localhost');

let server: ScriptedServer;
let host: TestHost;
let publisher: Publisher;
let endpoint: Server;
/** What was looked at of what manifests name. */
let looks: ManifestProbe[];
/** Of the server's answers from now on. */
let watch: Watch | null;
let order: Order | null;
/** Files that the host has fetched. */
let fetched: string[];

beforeEach(async () => {
  server = await ScriptedServer.start();
  host = new TestHost();
  publisher = new Publisher(new Date());
  endpoint = createServer({ ...certificate }, (_request, response) => response.end('hello'));
  await listen(0);
  [looks, fetched, order] = [[], [], null];
  watch = { manifests: ['web.json'], everySeconds: 60 };
  const { driver } = host;
  host.driver = {
    ...driver,
    probes: async (named) => {
      const own = (await driver.probes([])).filter(
        ({ kind }) => kind === 'units' || kind === 'boot',
      );
      return [...named.map(probeOf), ...own];
    },
  };
  server.answer = ({ target, message }) => {
    if (target === '/api/agent/enrol') {
      return said(200, { host: hostId, group: 'web', pollSeconds: 60 });
    }
    if (target !== '/api/agent/check-in') return said(204, '');
    const { health } = message as CheckIn;
    const wants = health !== null && health !== lastHash() ? ['health'] : [];
    return said(200, { pollSeconds: 60, wants, order, watch });
  };
  publish({ 'web.json': manifest() });
  await host.join(server, publisher.root);
});
afterEach(async () => {
  await close();
  await server.stop();
  host[Symbol.dispose]();
});

/** Of a certificate that the test's own authority has signed. */
function probeOf(named: ManifestProbe) {
  if (named.kind !== 'tls') throw new Error('no other is named here');
  const look = () => {
    looks.push(named);
    return lookAtTls(named, [authority.cert], new Date());
  };
  return { kind: 'tls', name: `${named.host}:${named.port}`, look } as const;
}

async function listen(port: number): Promise<void> {
  await new Promise<void>((resolve) => endpoint.listen(port, '127.0.0.1', resolve));
}
async function close(): Promise<void> {
  endpoint.closeAllConnections();
  await new Promise((resolve) => endpoint.close(resolve));
}
const port = () => (endpoint.address() as AddressInfo).port;

function manifest(more: object = {}): string {
  return JSON.stringify({
    ...{ format: 1, title: 'web', products: ['debian:12'], groups: ['web'], updates: [] },
    packages: [{ name: 'web', version: '1.1', back: ['1.0'], isNew: false }],
    probes: [{ kind: 'tls', host: 'localhost', port: port() }],
    ...{ mayRestart: true, until: '2100-01-01T00:00:00.000Z', ...more },
  });
}

class CountedFiles extends Map<string, Uint8Array> {
  override get(name: string): Uint8Array | undefined {
    fetched.push(name);
    return super.get(name);
  }
}

/** @param served under the names of what is signed, where it is something else */
function publish(signed: Record<string, string>, served: Record<string, string> = signed): void {
  publisher.publish(new Date(), signed);
  const root = createHash('sha256').update(publisher.root).digest('hex');
  server.files = new CountedFiles([
    [`${root}.root.json`, publisher.root],
    ...Object.entries(served).map(([path, text]) => {
      return [`manifests/${path}`, Buffer.from(text)] as const;
    }),
    ...publisher.files,
  ]);
}

const uploads = () =>
  server.heard.flatMap(({ target, message }) =>
    target === '/api/agent/health' ? [(message as { health: AgentHealth }).health] : [],
  );
const checkIns = () =>
  server.heard.flatMap(({ target, message }) =>
    target === '/api/agent/check-in' ? [message as CheckIn] : [],
  );
/** Of the check-in before the last upload: the server has what stands behind it. */
function lastHash(): string | null {
  const at = server.heard.findLastIndex(({ target }) => target === '/api/agent/health');
  const before = server.heard.slice(0, Math.max(at, 0));
  const asked = before.findLast(({ target }) => target === '/api/agent/check-in');
  return (asked?.message as CheckIn | undefined)?.health ?? null;
}
const stateNow = () => uploads().at(-1)?.manifests[0]?.probes[0]?.state;

describe('an agent that is asked to watch', () => {
  it('says what it sees once, and then no more than a hash', async () => {
    await host.run(() => stateNow() === 'ok' && looks.length >= 4);
    expect(uploads()).toEqual([
      {
        manifests: [
          {
            ...{ path: 'web.json', why: '' },
            probes: [{ kind: 'tls', name: `localhost:${port()}`, state: 'ok', text: '' }],
          },
        ],
        host: [
          {
            ...{ kind: 'units', name: 'systemd', state: 'unknown' },
            text: expect.stringContaining('the host has no systemctl'),
          },
        ],
      },
    ]);
    expect(checkIns()[0]?.health).toBeNull();
    expect(checkIns().at(-1)?.health).toBe(lastHash());
    expect(fetched.filter((name) => name.startsWith('manifests/'))).toHaveLength(1);
    // When the agent started, and before it looked at what it had not verified yet.
    expect(fetched.filter((name) => name === 'timestamp.json')).toHaveLength(2);
    expect(server.unbelieved).toEqual([]);
  });

  it('says at once that something broke, after having looked twice, and that it is well again', async () => {
    let polls: number[] = [];
    const runUntil = async (state: string) => {
      polls = [];
      await host.run(() => {
        polls.push(host.monotonicMs);
        return stateNow() === state;
      });
    };
    await runUntil('ok');
    const [before, bound] = [looks.length, port()];
    await close();
    await runUntil('critical');
    expect(looks.length - before).toBeGreaterThanOrEqual(2);
    expect(uploads().at(-1)?.manifests[0]?.probes[0]?.text).toContain('ECONNREFUSED');
    const waits = polls.slice(1).map((at, index) => at - (polls[index] ?? 0));
    expect(waits).toContain(0);
    await listen(bound);
    await runUntil('ok');
  });

  it('forgets it all when nothing is to be watched any more', async () => {
    await host.run(() => {
      if (stateNow() === 'ok') watch = null;
      return checkIns().length > 2 && checkIns().at(-1)?.health === null;
    });
    const count = looks.length;
    await host.run((poll) => poll > 4);
    expect(looks).toHaveLength(count);
  });

  it('looks at nothing of it while an order is carried out', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    host.packages.until = promise;
    await host.run(() => stateNow() === 'ok');
    order = {
      ...{ id: '7f0f9a52-6f0a-4a55-8f8e-000000000001', host: hostId, action: 'install' },
      ...{ manifest: 'web.json', updates: [], evidence: 'none', leaseMs: 86_400_000 },
      packages: [{ name: 'web', version: '1.1' }],
    };
    let during = 0;
    let polls = 0;
    await host.run(() => {
      if (host.packages.installs.length === 0) return false;
      if (polls === 0) during = looks.length;
      polls += 1;
      if (polls === 5) {
        expect(looks).toHaveLength(during);
        resolve();
      }
      return server.heard.some(({ message }) => JSON.stringify(message).includes('"ended"'));
    });
    // The order's own look, and the watch's after it.
    order = null;
    await host.run(() => looks.length >= during + 2);
  });
});

const noProbes = { probes: [] };
it.each<[string, string, () => void]>([
  ['that nobody has signed', 'no approvers have signed web.json', () => publish({})],
  [
    'that is another than what is signed',
    'web.json is not what approvers have signed',
    () => publish({ 'web.json': manifest(noProbes) }, { 'web.json': manifest() }),
  ],
  [
    'that cannot be had',
    'web.json could not be had',
    () => publish({ 'web.json': manifest() }, {}),
  ],
  [
    'that is over',
    'the manifest ended at 2020-01-01T00:00:00.000Z',
    () => publish({ 'web.json': manifest({ until: '2020-01-01T00:00:00.000Z' }) }),
  ],
  [
    'for other hosts',
    'the manifest is not for debian:12; the manifest is not for hosts of web',
    () => publish({ 'web.json': manifest({ products: ['debian:11'], groups: ['mail'] }) }),
  ],
  [
    'of a server that is not believed',
    'what the server has is not believed (forged)',
    () => {
      const signers = [publisher.server, publisher.server];
      publisher.publish(new Date(), { 'web.json': manifest() }, { signers });
      server.files = new Map([...publisher.files, ['manifests/web.json', Buffer.from(manifest())]]);
    },
  ],
])('a manifest %s is not looked at, and the agent says why', async (_, why, tamper) => {
  tamper();
  await host.run(() => uploads().length > 0);
  await host.run((poll) => poll > 3);
  expect(looks).toEqual([]);
  expect(uploads()[0]?.manifests).toEqual([{ path: 'web.json', why, probes: [] }]);
});

it('a host without a root of trust looks at nothing that is named to it', async () => {
  const { answer } = server;
  await server.stop();
  server = await ScriptedServer.start();
  server.answer = answer;
  using other = new TestHost();
  await other.join(server, null);
  await other.run(() => uploads().length > 0);
  expect(looks).toEqual([]);
  expect(uploads()[0]?.manifests[0]?.why).toBe('this host has no root of trust');
});

it('a manifest that approvers take back is looked at no longer than the host believes it', async () => {
  await host.run(() => stateNow() === 'ok');
  publish({ 'other.json': manifest() });
  await host.run(() => uploads().at(-1)?.manifests[0]?.why !== '');
  const count = looks.length;
  expect(uploads().at(-1)?.manifests[0]?.why).toBe('no approvers have signed web.json');
  await host.run((poll) => poll > 3);
  expect(looks).toHaveLength(count);
});
