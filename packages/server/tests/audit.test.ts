import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { auditActions } from '@daybreak/core/audit';
import type { AuditChain, AuditPage } from '@daybreak/protocol/audit';
import { appendAudit, chainStart } from '@daybreak/storage/audit';
import { type Database, transact } from '@daybreak/storage/database';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseCsv } from '../../core/tests/csv.ts';
import { startTestServer, type TestServer } from '../../storage/tests/support/database.ts';
import { tamper } from '../../storage/tests/support/tamper.ts';
import { administrator, startApp, type TestApp, type Visitor } from './support.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server[Symbol.asyncDispose]());

const day = (number: number) => new Date(Date.UTC(2024, 4, number, 12));

/** Entries 2 and after; the administrator's setup is the first. */
async function append(database: Database, subjects: readonly string[], at = day(1)) {
  await transact(database, async (tx) => {
    for (const subject of subjects) {
      const event = { at, actor: 'Bo', action: 'host.delete' as const, subject };
      await appendAudit(tx, { ...event, details: { id: subject } });
    }
  });
}

async function page(ada: Visitor, query = ''): Promise<AuditPage> {
  return (await ada.ask('GET', `/api/audit${query}`)).json();
}

async function chain(ada: Visitor, query = ''): Promise<AuditChain> {
  return (await ada.ask('GET', `/api/audit/chain${query}`)).json();
}

describe('every action that the server writes', () => {
  const root = join(import.meta.dirname, '../src');
  const text = globSync('**/*.ts', { cwd: root })
    .map((path) => readFileSync(join(root, path), 'utf8'))
    .join('\n');

  it('has words, and no words are for an action that nobody writes', () => {
    const written = text.matchAll(/(?:action(?::| =)|event\()\s*['`]([a-z-]+\.[a-z-]+)['`]/g);
    const named = new Set([...written].map(([, action]) => action));
    expect(named.size).toBeGreaterThan(20);
    for (const action of named) expect(Object.keys(auditActions)).toContain(action);
    // Two are put together from what is changed; the compiler knows their ends.
    const ends = ['fact-rule.', 'directive.'].filter((start) => text.includes(`\`${start}\${`));
    const built = Object.keys(auditActions).filter((a) =>
      ends.some((start) => a.startsWith(start)),
    );
    expect(Object.keys(auditActions).filter((action) => !named.has(action))).toEqual(
      built.filter((action) => !named.has(action)),
    );
  });

  it('has words of its own', () => {
    const words = Object.values(auditActions).map(({ did }) => did);
    expect(new Set(words).size).toBe(words.length);
  });
});

describe('the ledger', () => {
  it('wants a session', async () => {
    await using test = await startApp(server);
    for (const path of ['', '/chain', '.csv']) {
      const { statusCode } = await test.app.inject({ method: 'GET', url: `/api/audit${path}` });
      expect(statusCode).toBe(401);
    }
  });

  it('is told a page at a time, the newest first, while it grows', async () => {
    await using test = await startApp(server);
    const ada = await administrator(test);
    await append(test.context.database, ['A', 'B', 'C', 'D']);
    const first = await page(ada, '?limit=2');
    expect(first).toMatchObject({
      entries: [{ sequence: 5, subject: 'D', details: { id: 'D' } }, { sequence: 4 }],
      total: 5,
    });
    await append(test.context.database, ['E']);
    const second = await page(ada, `?limit=2&cursor=${first.next}`);
    expect(second).toMatchObject({ entries: [{ sequence: 3 }, { sequence: 2 }], total: null });
    const third = await page(ada, `?limit=2&cursor=${second.next}`);
    expect(third).toMatchObject({ entries: [{ action: 'user.setup', actor: 'Ada' }], next: null });
  });

  describe('is looked through', () => {
    let test: TestApp;
    let ada: Visitor;
    beforeAll(async () => {
      test = await startApp(server);
      ada = await administrator(test);
      const subjects = ['web-1', 'WEB-1', 'db_2'];
      for (const [at, subject] of subjects.entries()) {
        await append(test.context.database, [subject], day(at + 1));
      }
    });
    afterAll(() => test[Symbol.asyncDispose]());

    it.each([
      ['by who', 'text=bO', 3],
      ['by what, as it is written', 'text=HOST.del', 3],
      ['by what, in words', 'text=first Administrator', 1],
      ['by of what', 'text=eb-1', 2],
      ['by a percent sign, which is only that', 'text=%25', 0],
      ['by an underscore, which is only that', 'text=_', 1],
      ['by blanks', 'text=%20', 4],
      ['by what is not there', 'text=nowhere', 0],
      ['from a day on', `from=${day(2).toISOString()}`, 3],
      ['before a day', `before=${day(2).toISOString()}`, 1],
      ['between days', `from=${day(2).toISOString()}&before=${day(3).toISOString()}`, 1],
      ['by text and date', `text=web&from=${day(2).toISOString()}`, 1],
    ])('%s', async (_, query, total) => {
      const found = await page(ada, `?${query}`);
      expect(found.total).toBe(total);
      expect(found.entries).toHaveLength(total);
    });

    it.each([
      ...['cursor=nonsense', 'cursor=e30', 'from=yesterday'],
      ...['limit=0', 'limit=1000', 'text=%00'],
    ])('and refuses %s', async (query) => {
      const response = await ada.ask('GET', `/api/audit?${query}`);
      expect(response.statusCode).toBe(400);
      expect(response.json()).toMatchObject({ type: 'urn:daybreak:problem:invalid-input' });
    });
  });

  it('is saved as a table, filtered as it is shown', async () => {
    await using test = await startApp(server);
    const ada = await administrator(test);
    const many = Array.from({ length: 1200 }, (_, at) => `H${at}`);
    await append(test.context.database, [...many, '=1+1']);
    const response = await ada.ask('GET', '/api/audit.csv');
    expect(response.headers['content-disposition']).toContain('audit-2024-06-20.csv');
    const [head, ...rows] = parseCsv(response.body);
    expect(head).toEqual(expect.arrayContaining(['number', 'who', 'hash']));
    expect(rows.map(([number]) => Number(number))).toEqual(
      Array.from({ length: 1202 }, (_, at) => 1202 - at),
    );
    expect(rows[0]).toMatchObject({ 3: 'removed a host with its history', 4: "'=1+1" });
    expect(rows.every((row, at) => at === 0 || rows[at - 1]?.[7] === row[8])).toBe(true);
    const filtered = await ada.ask('GET', '/api/audit.csv?text=h77');
    expect(parseCsv(filtered.body)).toHaveLength(1 + 11);
  });

  it('is shown also where an entry was made to hold what none can', async () => {
    await using test = await startApp(server);
    const ada = await administrator(test);
    await append(test.context.database, ['A', 'B']);
    await tamper(
      test.context.database,
      `update audit set at = 'infinity', details = '7' where sequence = 2`,
    );
    expect((await page(ada)).entries[1]).toMatchObject({ sequence: 2, at: null, details: 7 });
    expect((await chain(ada)).broken).toMatchObject({ sequence: 2 });
  });
});

describe('the chain of the ledger', () => {
  async function started(): Promise<TestApp & { ada: Visitor; database: Database }> {
    const test = await startApp(server);
    return Object.assign(test, {
      ada: await administrator(test),
      database: test.context.database,
    });
  }

  it('is whole up to the last entry, and what follows is read when it is asked again', async () => {
    await using test = await started();
    const first = await chain(test.ada);
    const at = '2024-06-20T08:00:00.000Z';
    expect(first).toMatchObject({ upTo: 1, broken: null, checkedAt: at, readWholeAt: at });
    expect(first.hash).not.toBe(chainStart.hash);
    test.pass(60_000);
    await append(
      test.database,
      Array.from({ length: 600 }, (_, n) => `H${n}`),
    );
    const later = '2024-06-20T08:01:00.000Z';
    const second = await chain(test.ada);
    expect(second).toMatchObject({ upTo: 601, broken: null, checkedAt: later, readWholeAt: at });
    const anew = await chain(test.ada, '?anew=true');
    expect(anew).toEqual({ ...second, readWholeAt: later });
  });

  it.each([
    ['its content was changed', `update audit set subject = 'X' where sequence = 301`, 301],
    ['its time was changed', `update audit set at = at + interval '1 hour' where sequence = 9`, 9],
    ['one was removed', `delete from audit where sequence = 4`, 5],
    ['the first was removed', `delete from audit where sequence = 1`, 2],
  ])('names the entry that breaks it when %s', async (_, change, sequence) => {
    await using test = await started();
    await append(
      test.database,
      Array.from({ length: 400 }, (_, n) => `H${n}`),
    );
    await tamper(test.database, change);
    expect(await chain(test.ada)).toMatchObject({ broken: { sequence } });
  });

  it('is read again from the start only when that is asked for', async () => {
    await using test = await started();
    await append(test.database, ['A', 'B', 'C']);
    await chain(test.ada);
    await tamper(test.database, `update audit set actor = 'eve' where sequence = 2`);
    expect(await chain(test.ada)).toMatchObject({ upTo: 4, broken: null });
    test.pass(1_000);
    const broken = await chain(test.ada, '?anew=true');
    expect(broken).toMatchObject({
      upTo: 1,
      broken: { sequence: 2, reason: 'its content is not what was written' },
      checkedAt: '2024-06-20T08:00:01.000Z',
    });
    test.pass(1_000);
    expect(await chain(test.ada)).toEqual(broken);
    await tamper(test.database, `update audit set actor = 'Bo' where sequence = 2`);
    expect(await chain(test.ada, '?anew=true')).toMatchObject({ upTo: 4, broken: null });
  });

  it('misses entries that were cut off its end, however often it is asked', async () => {
    await using test = await started();
    await append(test.database, ['A', 'B', 'C']);
    await chain(test.ada);
    await tamper(test.database, `delete from audit where sequence > 2`);
    const broken = { sequence: 3, reason: 'entries 3 to 4 were removed from the end' };
    expect(await chain(test.ada)).toMatchObject({ upTo: 2, broken });
    expect(await chain(test.ada, '?anew=true')).toMatchObject({ upTo: 2, broken });
    await append(test.database, ['C', 'other']);
    expect(await chain(test.ada, '?anew=true')).toMatchObject({
      broken: { sequence: 4, reason: 'it was another entry when it was last checked' },
    });
  });

  it('is read by one at a time, and who asks meanwhile is answered', async () => {
    await using test = await started();
    await append(
      test.database,
      Array.from({ length: 600 }, (_, n) => `H${n}`),
    );
    const asked = ['', '?anew=true', '', '?anew=true'].map((query) => chain(test.ada, query));
    for (const answer of await Promise.all(asked)) {
      expect(answer).toMatchObject({ upTo: 601, broken: null });
    }
  });
});
