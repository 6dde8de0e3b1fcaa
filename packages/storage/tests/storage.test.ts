import { appendAudit, readAudit, verifyAudit } from '@daybreak/storage/audit';
import { type Database, migrate, openDatabase, transact } from '@daybreak/storage/database';
import {
  countByPosture,
  countHosts,
  deleteFleet,
  deleteHost,
  type HostListOrder,
  type HostListPosition,
  hostKey,
  listHosts,
  type ObservedHost,
  observeHosts,
  postureAt,
  postureOf,
  readHistory,
  readPostures,
} from '@daybreak/storage/host';
import { replaceLink, useLink } from '@daybreak/storage/link';
import { addUser, findUser } from '@daybreak/storage/user';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrations } from '../src/database/migrations/index.ts';
import { startTestServer, type TestServer } from './support/database.ts';
import { countingIds, observed, serverWith } from './support/hosts.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server[Symbol.asyncDispose]());

const day = (number: number) => new Date(Date.UTC(2026, 0, number));

/** Records what was seen on a day, with ids that the database has not seen. */
function recorder(database: Database) {
  const newId = countingIds();
  return (at: Date, hosts: readonly ObservedHost[], group = '') =>
    transact(database, (tx) => observeHosts(tx, { fleet: 'own', group, at, newId }, hosts));
}

describe('migrations', () => {
  it('take a database of an earlier Daybreak on, which has the first four', async () => {
    await using test = await server.empty();
    const earlier = migrations.slice(0, 4);
    expect(earlier.map(({ name }) => name)).toEqual([
      '0001-hosts',
      '0002-users',
      '0003-audit',
      '0004-settings',
    ]);
    await migrate(test.database, day(1), earlier);
    const later = migrations.slice(4).map(({ name }) => name);
    expect(await migrate(test.database, day(2))).toEqual(later);
  });

  it('are taken once, in order, and recorded with the time they were given', async () => {
    await using test = await server.empty();
    const names = await migrate(test.database, day(3));
    expect(names).toEqual([...names].sort());
    expect(await migrate(test.database, day(4))).toEqual([]);
    const rows = await test.database.selectFrom('daybreak_migrations').selectAll().execute();
    expect(rows).toEqual(names.map((name) => ({ name, applied_at: day(3) })));
  });

  it('are taken by one of two servers that start at once', async () => {
    await using test = await server.empty();
    const taken = await Promise.all([
      migrate(test.database, day(3)),
      migrate(test.database, day(3)),
    ]);
    expect(taken.map(({ length }) => length > 0).sort()).toEqual([false, true]);
  });

  it('refuse a database of a newer Daybreak', async () => {
    await using test = await server.fresh();
    await sql`insert into daybreak_migrations values ('9999-future', ${day(1)})`.execute(
      test.database,
    );
    await expect(migrate(test.database, day(2))).rejects.toThrow('newer Daybreak (9999-future)');
  });

  it('leave nothing when a step fails', async () => {
    await using test = await server.empty();
    const steps = [
      { name: '1', text: 'create table one (a int)' },
      { name: '2', text: 'create table one (a int)' },
    ];
    await expect(migrate(test.database, day(1), steps)).rejects.toThrow('Step 2 failed');
    await expect(sql`select * from one`.execute(test.database)).rejects.toThrow('does not exist');
  });

  it('work on a server that a URL names', async () => {
    const { host, user, port } = server.connection;
    await using test = await server.empty();
    const url = `postgres://${user}@/${test.connection.database}?host=${encodeURIComponent(host)}&port=${port}`;
    const database = openDatabase({ url }, () => {});
    expect(await migrate(database, day(1))).not.toEqual([]);
    await database.destroy();
  });
});

describe('the history of a host', () => {
  it('is half-open stretches, the last one open, and any past time can be asked', async () => {
    await using test = await server.fresh();
    const record = recorder(test.database);
    const [early, late] = [serverWith('WEB-1', 1), serverWith('WEB-1', 2)];
    expect(await record(day(1), [observed(early)])).toMatchObject({ added: 1 });
    expect(await record(day(2), [observed(early)])).toMatchObject({ unchanged: 1 });
    expect(await record(day(5), [observed(late)])).toMatchObject({ changed: 1 });
    const { hosts } = await listAll(test.database);
    const id = hosts[0]?.id ?? '';
    expect(hosts[0]).toMatchObject({ first_seen: day(1), last_seen: day(5) });
    const history = await readHistory(test.database, id);
    expect(history.map(({ hash, from, to }) => ({ hash, from, to }))).toEqual([
      { hash: postureOf(late).hash, from: day(5), to: null },
      { hash: postureOf(early).hash, from: day(1), to: day(5) },
    ]);
    expect(await postureAt(test.database, id, day(4))).toBe(postureOf(early).hash);
    expect(await postureAt(test.database, id, day(5))).toBe(postureOf(late).hash);
    expect(await postureAt(test.database, id, new Date(0))).toBeNull();
  });

  it('is not rewritten by an inventory that is older than what is known', async () => {
    await using test = await server.fresh();
    const record = recorder(test.database);
    await record(day(5), [observed(serverWith('web-1', 2))]);
    expect(await record(day(4), [observed(serverWith('web-1', 1))])).toEqual({
      added: 0,
      changed: 0,
      unchanged: 0,
      outdated: 1,
    });
    const { hosts } = await listAll(test.database);
    expect(hosts[0]).toMatchObject({
      posture_hash: postureOf(serverWith('', 2)).hash,
      last_seen: day(5),
    });
  });

  it('ends where the last observation says, whatever the order of changes', async () => {
    await using test = await server.fresh();
    const revisions = fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 8 });
    const record = recorder(test.database);
    let name = 0;
    await fc.assert(
      fc.asyncProperty(revisions, async (seen) => {
        name += 1;
        for (const [index, revision] of seen.entries()) {
          await record(day(index + 1), [observed(serverWith(`h${name}`, revision))]);
        }
        const { hosts } = await listAll(test.database, `h${name}`);
        const history = await readHistory(test.database, hosts[0]?.id ?? '');
        const changes = seen.filter((revision, index) => revision !== seen[index - 1]);
        expect(history.map(({ hash }) => hash)).toEqual(
          changes.map((revision) => postureOf(serverWith('', revision)).hash).toReversed(),
        );
        for (const [index, { from }] of history.entries()) {
          expect(history[index + 1]?.to ?? from).toEqual(from);
        }
      }),
      { numRuns: 15 },
    );
  });

  it('can not hold two open stretches', async () => {
    await using test = await server.fresh();
    await recorder(test.database)(day(1), [observed(serverWith('web-1', 1))]);
    const second = sql`insert into host_postures (host_id, posture_hash, from_at)
      select host_id, posture_hash, ${day(2)} from host_postures`;
    await expect(second.execute(test.database)).rejects.toThrow('host_postures_current');
  });
});

async function listAll(database: Database, text?: string) {
  const counts = await countByPosture(database);
  const ranks = new Map(counts.map(({ hash }) => [hash, 0]));
  return listHosts(database, { ranks, order: 'name', limit: 500, text });
}

describe('hosts', () => {
  it('with the same facts share one posture, whatever they are called', async () => {
    await using test = await server.fresh();
    const hosts = ['a', 'b', 'c'].map((name) => observed(serverWith(name, 7)));
    await recorder(test.database)(day(1), hosts);
    const counts = await countByPosture(test.database);
    expect(counts).toEqual([{ hash: postureOf(serverWith('x', 7)).hash, hosts: 3, example: 0 }]);
    const facts = await readPostures(test.database, [counts[0]?.hash ?? '']);
    expect([...facts.values()]).toEqual([postureOf(serverWith('x', 7)).facts]);
  });

  it('are the same host in any case of its name', async () => {
    await using test = await server.fresh();
    const record = recorder(test.database);
    await record(day(1), [observed(serverWith('WEB-1', 1))]);
    expect(await record(day(2), [observed(serverWith('web-1', 1))])).toMatchObject({
      unchanged: 1,
    });
    expect(hostKey('WEB-1')).toBe('web-1');
  });

  it('keep their group when a later import names none', async () => {
    await using test = await server.fresh();
    const record = recorder(test.database);
    await record(day(1), [observed(serverWith('a', 1))], 'shop');
    await record(day(2), [observed(serverWith('a', 1))]);
    await record(day(3), [observed(serverWith('a', 2))]);
    expect((await listAll(test.database)).hosts[0]?.host_group).toBe('shop');
  });

  it('come in by thousands, and unchanged ones leave no new history', async () => {
    await using test = await server.fresh();
    const record = recorder(test.database);
    const hosts = Array.from({ length: 12_000 }, (_, index) =>
      observed(serverWith(`host-${index}`, index % 50)),
    );
    expect(await record(day(1), hosts)).toMatchObject({ added: 12_000 });
    expect(await record(day(2), hosts)).toMatchObject({ unchanged: 12_000 });
    const { rows } = await sql<{ stretches: number }>`
      select count(*)::int as stretches from host_postures`.execute(test.database);
    expect(rows).toEqual([{ stretches: 12_000 }]);
    expect(await countByPosture(test.database)).toHaveLength(50);
  });

  it.each<HostListOrder>(['name', 'last-seen', 'worst'])(
    'are listed by %s in pages that hold each host once',
    async (order) => {
      await using test = await server.fresh();
      const record = recorder(test.database);
      for (let number = 1; number <= 23; number += 1) {
        await record(day((number * 7) % 5), [observed(serverWith(`h-${number}`, number % 3))]);
      }
      const counts = await countByPosture(test.database);
      const ranks = new Map(counts.map(({ hash }, index) => [hash, index]));
      const names: string[] = [];
      let after: HostListPosition | undefined;
      do {
        const page = await listHosts(test.database, { ranks, order, limit: 5, after });
        names.push(...page.hosts.map(({ name }) => name));
        after = page.next ?? undefined;
      } while (after !== undefined);
      expect(await countHosts(test.database, { ranks })).toBe(23);
      const whole = await listHosts(test.database, { ranks, order, limit: 100 });
      expect(names).toEqual(whole.hosts.map(({ name }) => name));
      expect(new Set(names).size).toBe(23);
    },
  );

  it('are found by a part of their name, in which % and _ are no wildcards', async () => {
    await using test = await server.fresh();
    const hosts = ['a_b', 'axb', '100%'].map((name) => observed(serverWith(name, 1)));
    await recorder(test.database)(day(1), hosts);
    expect((await listAll(test.database, 'A_B')).hosts.map(({ name }) => name)).toEqual(['a_b']);
    expect((await listAll(test.database, '%')).hosts.map(({ name }) => name)).toEqual(['100%']);
  });

  it('are removed with their history; a fleet in one step', async () => {
    await using test = await server.fresh();
    await recorder(test.database)(day(1), [
      observed(serverWith('a', 1)),
      observed(serverWith('b', 1)),
    ]);
    const id = (await listAll(test.database)).hosts[0]?.id ?? '';
    expect(await transact(test.database, (tx) => deleteHost(tx, id))).toBe(true);
    expect(await transact(test.database, (tx) => deleteHost(tx, id))).toBe(false);
    expect(await readHistory(test.database, id)).toEqual([]);
    expect(await transact(test.database, (tx) => deleteFleet(tx, 'own'))).toBe(1);
  });
});

describe('the audit ledger', () => {
  const event = (subject: string) => ({
    at: day(1),
    actor: 'ada',
    action: 'host.import' as const,
    subject,
    details: { hosts: 3, group: 'shop' },
  });

  it('takes no text that the database would keep as another', async () => {
    await using test = await server.fresh();
    const append = (subject: string) =>
      transact(test.database, (tx) => appendAudit(tx, event(subject)));
    for (const subject of ['a\ud800', '\udc00', 'a\0', '\\\ud800']) {
      await expect(append(subject)).rejects.toThrow('half a character');
    }
    for (const subject of ['\\ud800', '😀', '\\\\u0000']) await append(subject);
    expect(await verifyAudit(test.database)).toBeNull();
  });

  it('chains each entry to the one before, also when written at once', async () => {
    await using test = await server.fresh();
    await Promise.all(
      ['a', 'b', 'c', 'd'].map((s) => transact(test.database, (tx) => appendAudit(tx, event(s)))),
    );
    const entries = await readAudit(test.database, 0, 10);
    expect(entries.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4]);
    expect(entries.slice(1).map(({ previous }) => previous)).toEqual(
      entries.slice(0, -1).map(({ hash }) => hash),
    );
    expect(await verifyAudit(test.database)).toBeNull();
  });

  it.each([sql`update audit set actor = 'eve'`, sql`delete from audit`, sql`truncate audit`])(
    'refuses to be changed',
    async (change) => {
      await using test = await server.fresh();
      await transact(test.database, (tx) => appendAudit(tx, event('a')));
      await expect(change.execute(test.database)).rejects.toThrow('append-only');
    },
  );

  it.each([
    ['an entry was altered', sql`update audit set details = '{"hosts": 4}' where sequence = 2`, 2],
    ['an entry was removed', sql`delete from audit where sequence = 2`, 3],
  ])('shows it when, with the trigger off, %s', async (_, change, sequence) => {
    await using test = await server.fresh();
    for (const subject of ['a', 'b', 'c']) {
      await transact(test.database, (tx) => appendAudit(tx, event(subject)));
    }
    await sql`alter table audit disable trigger audit_is_append_only`.execute(test.database);
    await change.execute(test.database);
    expect(await verifyAudit(test.database)).toMatchObject({ sequence });
  });
});

describe('a one-time link', () => {
  const link = { tokenHash: 'a', purpose: 'first-administrator' as const, at: day(1) };

  it('works once, also when it is followed twice at the same time', async () => {
    await using test = await server.fresh();
    await transact(test.database, (tx) => replaceLink(tx, { ...link, expiresAt: day(2) }));
    const uses = await Promise.all(
      [1, 2, 3].map(() => transact(test.database, (tx) => useLink(tx, link))),
    );
    expect(uses.filter(Boolean)).toHaveLength(1);
  });

  it('works no more when it has expired, or another has taken its place', async () => {
    await using test = await server.fresh();
    await transact(test.database, (tx) => replaceLink(tx, { ...link, expiresAt: day(2) }));
    const late = { ...link, at: day(2) };
    expect(await transact(test.database, (tx) => useLink(tx, late))).toBe(false);
    const next = { ...link, tokenHash: 'b', expiresAt: day(2) };
    await transact(test.database, (tx) => replaceLink(tx, next));
    expect(await transact(test.database, (tx) => useLink(tx, link))).toBe(false);
  });
});

describe('users', () => {
  it('a name is taken in every case of its letters', async () => {
    await using test = await server.fresh();
    const user = {
      id: countingIds()(),
      name: 'Ada',
      role: 'administrator' as const,
      password: 'x',
    };
    await transact(test.database, (tx) => addUser(tx, user, day(1)));
    expect(await findUser(test.database, 'ADA')).toMatchObject({ name: 'Ada' });
    const twin = { ...user, id: '00000000-0000-7000-8000-00000000ffff', name: 'ada' };
    await expect(transact(test.database, (tx) => addUser(tx, twin, day(1)))).rejects.toThrow(
      'unique',
    );
  });
});
