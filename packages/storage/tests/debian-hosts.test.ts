import { type Database, transact } from '@daybreak/storage/database';
import {
  countByPosture,
  listHosts,
  type ObservedHost,
  observeHosts,
  postureOf,
  readHistory,
  readPostures,
} from '@daybreak/storage/host';
import { countByPostureAndFacts } from '@daybreak/storage/host-facts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from './support/database.ts';
import { countingIds, debianWith, observed, packageOf, serverWith } from './support/hosts.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server[Symbol.asyncDispose]());

const openssl = packageOf('openssl', '3.0.16-1~deb12u1');
const patched = packageOf('openssl', '3.0.17-1~deb12u2');
const day = (number: number) => new Date(Date.UTC(2026, 0, number));
const debian = (name: string, ...packages: (typeof openssl)[]) =>
  observed(debianWith(name, packages), 'debian:12');

function recorder(database: Database) {
  const newId = countingIds();
  return (at: Date, hosts: readonly ObservedHost[]) =>
    transact(database, (tx) => observeHosts(tx, { fleet: 'own', group: '', at, newId }, hosts));
}

async function onlyHost(database: Database, hosts: readonly ObservedHost[]) {
  const ranks = new Map(hosts.map(({ host }) => [postureOf(host).hash, 1]));
  const list = await listHosts(database, { ranks, order: 'name', limit: 10 });
  expect(list.hosts).toHaveLength(1);
  return list.hosts[0];
}

describe('a posture', () => {
  it('of Windows has the hash that earlier versions kept it under', () => {
    expect(postureOf(serverWith('web-1', 2461, ['KB5037782'])).hash).toBe(
      '7e78a3dfc53be728f35d1eb34d0ca2c7f6d7d5b9e655becabc695c1bfc4b7461',
    );
  });

  it('of Debian is shared by hosts of other names, and another by any package', () => {
    const one = postureOf(debianWith('a', [openssl]));
    expect(postureOf(debianWith('b', [openssl]))).toEqual(one);
    expect(postureOf(debianWith('a', [patched])).hash).not.toBe(one.hash);
    const halfDone = { ...openssl, state: 'half-done' as const };
    expect(postureOf(debianWith('a', [halfDone])).hash).not.toBe(one.hash);
    expect(one.facts).not.toHaveProperty('name');
  });
});

describe('Debian hosts', () => {
  it('are kept beside those of Windows, each posture as it was', async () => {
    await using test = await server.fresh();
    const record = recorder(test.database);
    const hosts = [debian('d1', openssl), debian('d2', openssl), observed(serverWith('w1', 2461))];
    expect(await record(day(1), hosts)).toMatchObject({ added: 3 });
    expect(await record(day(2), hosts)).toMatchObject({ unchanged: 3 });
    const counts = await countByPosture(test.database);
    expect(counts.map((one) => one.hosts).sort()).toEqual([1, 2]);
    const { hash, facts } = postureOf(debianWith('', [openssl]));
    expect((await readPostures(test.database, [hash])).get(hash)).toEqual(facts);
  });

  it('have a history of postures, under the product', async () => {
    await using test = await server.fresh();
    const record = recorder(test.database);
    await record(day(1), [debian('d1', openssl)]);
    await record(day(5), [debian('d1', patched)]);
    const host = await onlyHost(test.database, [debian('d1', patched)]);
    expect(host).toMatchObject({ facts: { osName: 'Debian GNU/Linux 12 (bookworm)' } });
    expect(await readHistory(test.database, host?.id ?? '')).toMatchObject([
      { product: 'debian:12', facts: { packages: [patched] }, from: day(5), to: null },
      { product: 'debian:12', facts: { packages: [openssl] }, from: day(1), to: day(5) },
    ]);
  });

  it('tell of no role by themselves', async () => {
    await using test = await server.fresh();
    await recorder(test.database)(day(1), [debian('d1', openssl)]);
    const [counted] = await countByPostureAndFacts(test.database);
    expect(counted).toMatchObject({ hosts: 1, facts: { role: null } });
  });
});
