/** From keys to what hosts believe: proposals, signatures of approvers, and the pacing between. */
import type { Manifest } from '@daybreak/protocol/manifest';
import type { TrustView } from '@daybreak/protocol/trust';
import { readAudit } from '@daybreak/storage/audit';
import { newSigningKey, publicKeyOf, type SigningKey } from '@daybreak/trust/key';
import { type Proposal, signProposal } from '@daybreak/trust/proposal';
import {
  type Distrust,
  type MetadataSource,
  refreshTrust,
  type Trusted,
} from '@daybreak/trust/repository';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../storage/tests/support/database.ts';
import { TrustFiles } from '../src/trust/files.ts';
import { administrator, startApp, type TestApp, type Visitor } from './support.ts';

const minuteMs = 60_000;
const [ada, grace, eve] = [1, 2, 3].map(newSigningKey) as [SigningKey, SigningKey, SigningKey];

const openssl: Manifest = {
  format: 1,
  title: 'openssl, DSA-5780-1',
  products: ['debian:12'],
  groups: null,
  packages: [{ name: 'libssl3', version: '3.0.17-1~deb12u3', back: [], isNew: false }],
  updates: [],
  mayRestart: false,
  probes: [],
  until: '2024-07-20T00:00:00.000Z',
};

let server: TestServer;
let app: TestApp;
let admin: Visitor;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server[Symbol.asyncDispose]());
beforeEach(async () => {
  app = await startApp(server);
  admin = await administrator(app);
  return () => app[Symbol.asyncDispose]();
});

function approver(name: string, { privateKey }: SigningKey) {
  const publicKey = publicKeyOf(privateKey).keyVal['public'] ?? '';
  return { daybreak: 'approver', name, publicKey };
}

async function post<T>(url: string, payload: object): Promise<T> {
  const response = await admin.ask('POST', url, { payload });
  if (response.statusCode !== 200) throw new Error(response.json<{ detail: string }>().detail);
  return response.json<T>();
}

async function fileOf(id: string): Promise<Proposal> {
  return (await admin.ask('GET', `/api/trust/proposals/${id}`)).json<Proposal>();
}

async function sign(id: string, ...keys: readonly SigningKey[]): Promise<number> {
  const signed = keys.reduce(signProposal, await fileOf(id));
  const url = `/api/trust/proposals/${id}/signatures`;
  return (await post<{ missing: number }>(url, signed)).missing;
}

async function makeRoot(how: object = {}, ...keys: readonly SigningKey[]): Promise<void> {
  const approvers = [approver('Ada', ada), approver('Grace', grace)];
  const wanted = { approvers, threshold: 2, ...how };
  const { id } = await post<{ id: string }>('/api/trust/proposals/root', wanted);
  await sign(id, ...(keys.length > 0 ? keys : [ada, grace]));
}

async function approve(path: string, manifest: Manifest = openssl): Promise<void> {
  const wanted = { add: [{ path, manifest }] };
  const { id } = await post<{ id: string }>('/api/trust/proposals/manifests', wanted);
  expect(await sign(id, ada, grace)).toBe(0);
}

function view(): Promise<TrustView> {
  return admin.ask('GET', '/api/trust').then((response) => response.json<TrustView>());
}

async function read(path: string): Promise<Uint8Array | null> {
  const response = await app.app.inject({ method: 'GET', url: `/api/trust/${path}` });
  return response.statusCode === 200 ? response.rawPayload : null;
}

/** A host that has a root and asks for what is new. */
class Host {
  readonly #kept = new Map<string, Uint8Array>();
  readonly #source: MetadataSource = { fetch: (name) => read(`files/${name}`) };

  async join(): Promise<void> {
    const { root } = await view();
    const bytes = await read(`files/${root?.sha256}.root.json`);
    if (bytes === null) throw new Error('no root to begin with');
    this.#kept.set('root.json', bytes);
  }

  ask(): Promise<Trusted | Distrust> {
    const cache = {
      read: async (name: string) => this.#kept.get(name) ?? null,
      write: async (name: string, bytes: Uint8Array) => void this.#kept.set(name, bytes),
    };
    return refreshTrust(cache, this.#source, app.context.now());
  }

  async trusted(): Promise<Trusted> {
    const answer = await this.ask();
    if (answer.kind !== 'trusted')
      throw new Error(`${answer.what} is ${answer.kind}: ${answer.why}`);
    return answer;
  }
}

test('Tokens of agents name the root that counts when they are made', async () => {
  const token = async () => {
    const made = await post<{ tokens: { token: string }[] }>('/api/agent-tokens', {});
    return made.tokens[0]?.token.split('.')[2];
  };
  expect(await token()).toBeUndefined();
  await makeRoot();
  expect(await token()).toBe((await view()).root?.sha256);
});

describe('A root', () => {
  test('counts once as many approvers as it asks for have signed it', async () => {
    const approvers = [approver('Ada', ada), approver('Grace', grace)];
    const { id } = await post<{ id: string }>('/api/trust/proposals/root', {
      approvers,
      threshold: 2,
    });
    expect(await sign(id, ada)).toBe(1);
    expect((await view()).root).toBeNull();
    expect((await view()).proposals[0]).toMatchObject({ missing: 1, what: 'root', version: 1 });
    expect(await sign(id, grace)).toBe(0);
    const { root, proposals } = await view();
    expect(root?.approvers.map(({ name }) => name)).toEqual(['Ada', 'Grace']);
    expect(proposals).toEqual([]);
  });

  test('takes no signature of somebody else, and says so', async () => {
    const wanted = { approvers: [approver('Ada', ada)], threshold: 1 };
    const { id } = await post<{ id: string }>('/api/trust/proposals/root', wanted);
    await expect(sign(id, eve)).rejects.toThrow('no new signature');
  });

  test('cannot ask for more approvers than it names, nor name one twice', async () => {
    const one = { approvers: [approver('Ada', ada)], threshold: 2 };
    await expect(post('/api/trust/proposals/root', one)).rejects.toThrow('fewer approvers');
    const twice = { approvers: [approver('Ada', ada), approver('A', ada)], threshold: 2 };
    await expect(post('/api/trust/proposals/root', twice)).rejects.toThrow('twice');
  });

  test('is followed by hosts to the next, which old and new approvers have signed', async () => {
    await makeRoot();
    await approve('openssl.json');
    const host = new Host();
    await host.join();
    await makeRoot({ approvers: [approver('Eve', eve)], threshold: 1 }, ada, grace, eve);
    expect(await host.ask()).toMatchObject({ kind: 'forged', what: 'targets' });
    const [again] = (await view()).proposals;
    expect(again).toMatchObject({ what: 'targets', missing: 1 });
    await sign(again?.id ?? '', eve);
    expect(await host.trusted()).toMatchObject({ rootVersion: 2 });
  });

  test('gives the server another key, and what the old one signs counts no more', async () => {
    await makeRoot();
    await approve('openssl.json');
    const before = (await view()).root?.serverKey;
    const host = new Host();
    await host.join();
    await host.trusted();
    await makeRoot({ newServerKey: true });
    expect((await view()).root?.serverKey).not.toBe(before);
    expect(await host.trusted()).toMatchObject({ rootVersion: 2 });
  });
});

describe('A manifest', () => {
  test('wants approvers', async () => {
    await expect(approve('openssl.json')).rejects.toThrow('no approvers yet');
  });

  test('reaches hosts once it is signed, and may be begun once it is open', async () => {
    await makeRoot();
    const host = new Host();
    await host.join();
    expect(await host.ask()).toMatchObject({ kind: 'outage', what: 'timestamp' });
    await approve('openssl.json');
    const closed = await host.trusted();
    expect([...closed.manifests.keys()]).toEqual(['openssl.json']);
    expect(closed.pacing.open).toEqual([]);
    await post('/api/trust/pacing', { open: ['openssl.json'] });
    expect((await host.trusted()).pacing).toEqual({ stopped: false, open: ['openssl.json'] });
    const text = await read('manifests/openssl.json');
    expect(JSON.parse(Buffer.from(text ?? []).toString())).toEqual(openssl);
  });

  test('that is not approved cannot be opened, nor fetched', async () => {
    await makeRoot();
    await expect(post('/api/trust/pacing', { open: ['openssl.json'] })).rejects.toThrow(
      'Not approved: openssl.json',
    );
    const wanted = { add: [{ path: 'openssl.json', manifest: openssl }] };
    await post('/api/trust/proposals/manifests', wanted);
    expect(await read('manifests/openssl.json')).toBeNull();
  });

  test('stays when another is added, and goes when it is removed or has run out', async () => {
    await makeRoot();
    await approve('openssl.json');
    await approve('nginx.json', { ...openssl, title: 'nginx', until: '2024-06-20T08:10:00.000Z' });
    await post('/api/trust/pacing', { open: ['openssl.json', 'nginx.json'] });
    const paths = async () => (await view()).manifests.map(({ path }) => path);
    expect(await paths()).toEqual(['openssl.json', 'nginx.json']);
    app.pass(20 * minuteMs);
    await approve('curl.json', { ...openssl, title: 'curl' });
    expect(await paths()).toEqual(['openssl.json', 'curl.json']);
    const { id } = await post<{ id: string }>('/api/trust/proposals/manifests', {
      add: [],
      remove: ['openssl.json'],
    });
    await sign(id, ada, grace);
    expect(await paths()).toEqual(['curl.json']);
    const host = new Host();
    await host.join();
    expect((await host.trusted()).pacing.open).toEqual([]);
  });

  test('that was signed in an older list counts for nothing once another list counts', async () => {
    await makeRoot();
    const wanted = { add: [{ path: 'openssl.json', manifest: openssl }] };
    const { id } = await post<{ id: string }>('/api/trust/proposals/manifests', wanted);
    const old = [ada, grace].reduce(signProposal, await fileOf(id));
    await approve('nginx.json', { ...openssl, title: 'nginx' });
    const url = `/api/trust/proposals/${id}/signatures`;
    await expect(post(url, old)).rejects.toThrow('not before approvers');
  });
});

describe('The pacing', () => {
  test('is signed anew long before it ends, and a halt is in the next answer', async () => {
    await makeRoot();
    await approve('openssl.json');
    await post('/api/trust/pacing', { open: ['openssl.json'] });
    const host = new Host();
    await host.join();
    for (let minute = 0; minute < 20; minute += 1) {
      app.pass(minuteMs);
      const { pacingUntilMs } = await host.trusted();
      expect(pacingUntilMs).toBeGreaterThan(app.context.now().getTime() + 3 * minuteMs);
    }
    await post('/api/trust/pacing', { stopped: true });
    expect((await host.trusted()).pacing.stopped).toBe(true);
    await post('/api/trust/pacing', { stopped: false });
    expect((await host.trusted()).pacing).toEqual({ stopped: false, open: ['openssl.json'] });
  });

  test('is the same from every server of one database, and never goes back', async () => {
    await makeRoot();
    await approve('openssl.json');
    app.pass(2 * minuteMs);
    const servers = Array.from({ length: 4 }, () => new TrustFiles(app.context));
    const answers = await Promise.all(servers.map((one) => one.read('timestamp.json')));
    expect(new Set(answers.map((bytes) => Buffer.from(bytes ?? []).toString())).size).toBe(1);
  });
});

test('Everything of it is in the ledger', async () => {
  await makeRoot();
  await approve('openssl.json');
  await post('/api/trust/pacing', { stopped: true });
  const actions = (await readAudit(app.test.database, 0, 100)).map(({ action }) => action);
  expect(actions).toEqual(
    expect.arrayContaining([
      'pacing.stop',
      'trust.publish-targets',
      'trust.sign',
      'trust.propose-manifests',
      'trust.publish-root',
      'trust.propose-root',
    ]),
  );
});

test('Without a session nobody changes anything', async () => {
  for (const [method, url] of [
    ['GET', '/api/trust'],
    ['POST', '/api/trust/pacing'],
    ['POST', '/api/trust/proposals/root'],
  ] as const) {
    const { statusCode } = await app.app.inject({ method, url, payload: {} });
    expect(statusCode).toBe(401);
  }
});
