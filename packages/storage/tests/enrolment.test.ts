import { type Database, transact } from '@daybreak/storage/database';
import {
  addEnrolmentToken,
  countEnrolmentTokenUse,
  findEnrolmentToken,
  holdEnrolmentToken,
  listEnrolmentTokens,
  revokeEnrolmentToken,
} from '@daybreak/storage/enrolment';
import { groupOfHost, observeHosts } from '@daybreak/storage/host';
import { addUser } from '@daybreak/storage/user';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from './support/database.ts';
import { countingIds, observed, serverWith } from './support/hosts.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server[Symbol.asyncDispose]());

const day = (number: number) => new Date(Date.UTC(2026, 0, number));
const newId = countingIds();

/** A database with Ada as its only user. */
async function withAda() {
  const test = await server.fresh();
  const ada = { id: newId(), name: 'Ada', role: 'administrator' as const, password: 'x' };
  await transact(test.database, (tx) => addUser(tx, ada, day(1)));
  /** A token of hers that works from day 1 until day 2. */
  const make = async (group = 'shop') => {
    const token = { tokenHash: newId(), id: newId(), group, at: day(1), expiresAt: day(2) };
    await transact(test.database, (tx) => addEnrolmentToken(tx, { ...token, createdBy: ada.id }));
    return token;
  };
  return { ...test, make };
}

describe('an enrolment token', () => {
  it('is found by its hash while it works, with its group and who made it', async () => {
    await using test = await withAda();
    const { tokenHash, id } = await test.make();
    const found = (at: Date, hash = tokenHash) =>
      findEnrolmentToken(test.database, { tokenHash: hash, at });
    expect(await found(day(1))).toEqual({
      id,
      group: 'shop',
      createdBy: 'Ada',
      createdAt: day(1),
      expiresAt: day(2),
      uses: 0,
      lastUsedAt: null,
    });
    expect(await found(day(1), 'another')).toBeNull();
    expect(await found(day(2))).toBeNull();
  });

  it('counts every use, also those at the same time, and none after it has expired', async () => {
    await using test = await withAda();
    const { tokenHash, id } = await test.make();
    const use = (at: Date) =>
      transact(test.database, async (tx) => {
        const works = await holdEnrolmentToken(tx, { id, at });
        if (works) await countEnrolmentTokenUse(tx, { id, at });
        return works;
      });
    expect(await Promise.all([1, 2, 3].map(() => use(day(1))))).toEqual([true, true, true]);
    expect(await use(day(2))).toBe(false);
    expect(await findEnrolmentToken(test.database, { tokenHash, at: day(1) })).toMatchObject({
      uses: 3,
      lastUsedAt: day(1),
    });
  });

  it('works no more when it is revoked, which is done once', async () => {
    await using test = await withAda();
    const { tokenHash, id } = await test.make();
    const at = day(1);
    const revoke = () => transact(test.database, (tx) => revokeEnrolmentToken(tx, { id, at }));
    expect(await revoke()).toBe('shop');
    expect(await revoke()).toBeNull();
    expect(await findEnrolmentToken(test.database, { tokenHash, at })).toBeNull();
    expect(await transact(test.database, (tx) => holdEnrolmentToken(tx, { id, at }))).toBe(false);
  });

  it('is listed with the others that work', async () => {
    await using test = await withAda();
    const [shop, none, revoked] = [await test.make(), await test.make(''), await test.make()];
    await transact(test.database, (tx) => revokeEnrolmentToken(tx, { ...revoked, at: day(1) }));
    const listed = await listEnrolmentTokens(test.database, day(1));
    expect(listed.map(({ id }) => id).sort()).toEqual([shop.id, none.id].sort());
    expect(await listEnrolmentTokens(test.database, day(2))).toEqual([]);
  });

  it('does not outlive the user who made it', async () => {
    await using test = await withAda();
    const { tokenHash } = await test.make();
    await test.database.deleteFrom('users').execute();
    expect(await findEnrolmentToken(test.database, { tokenHash, at: day(1) })).toBeNull();
  });
});

describe("a host's group", () => {
  const asked = (database: Database, name: string) =>
    transact(database, (tx) => groupOfHost(tx, name));

  it('is that of the own host, in any case of its name, and none of the example fleet', async () => {
    await using test = await server.fresh();
    await transact(test.database, async (tx) => {
      const seen = { group: 'shop', at: day(1), newId };
      await observeHosts(tx, { ...seen, fleet: 'own' }, [observed(serverWith('WEB-1', 1))]);
      await observeHosts(tx, { ...seen, fleet: 'example' }, [observed(serverWith('EX-1', 1))]);
    });
    expect(await asked(test.database, 'web-1')).toBe('shop');
    expect(await asked(test.database, 'EX-1')).toBeNull();
  });

  it('stays what it was said to be: other imports wait until the transaction ends', async () => {
    await using test = await server.fresh();
    const { database } = test;
    const observation = { fleet: 'own' as const, group: 'office', at: day(1), newId };
    const moveWithoutWaiting = () =>
      transact(database, async (tx) => {
        await sql`set local lock_timeout = '1ms'`.execute(tx);
        await observeHosts(tx, observation, [observed(serverWith('WEB-1', 1))]);
      });
    await transact(database, async (tx) => {
      expect(await groupOfHost(tx, 'WEB-1')).toBeNull();
      await expect(moveWithoutWaiting()).rejects.toThrow('lock timeout');
    });
    await moveWithoutWaiting();
    expect(await asked(database, 'WEB-1')).toBe('office');
  });
});
