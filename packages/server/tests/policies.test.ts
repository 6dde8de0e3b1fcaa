import type { PolicyForm } from '@daybreak/core/urgency';
import type { PolicyDetail, PolicyList } from '@daybreak/protocol/policy';
import { policiesInUse } from '@daybreak/server/policy';
import { readAudit } from '@daybreak/storage/audit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../storage/tests/support/database.ts';
import { administrator, startApp, type TestApp, Visitor } from './support.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server[Symbol.asyncDispose]());

const own: PolicyForm = {
  policy: 'shop-floor',
  title: 'Shop floor',
  source: 'the CISO, May 2024',
  tiers: [
    { key: 'NOW', name: 'Now', within: '24 hours' },
    { key: 'LATER', name: 'Later', within: 'next upgrade' },
  ],
  inputs: ['ordered', 'role=till'],
  rows: [
    ['yes', '*', 'NOW'],
    ['no', 'yes', 'LATER'],
    ['no', 'no', 'NOW'],
  ],
};

async function withAdministrator() {
  const test: TestApp = await startApp(server);
  const visitor = await administrator(test);
  // JSON is YAML too.
  const put = (form: object, file?: string) =>
    visitor.ask('POST', '/api/policies', { payload: { text: JSON.stringify(form), file } });
  const assign = (group: string, policy: string | null) =>
    visitor.ask('PUT', '/api/policy-assignments', { payload: { group, policy } });
  const list = async (): Promise<PolicyList> => (await visitor.ask('GET', '/api/policies')).json();
  const last = async () => (await readAudit(test.test.database, 0, 100)).at(-1);
  return { ...test, visitor, put, assign, list, last };
}

describe('policies', () => {
  it('come with Daybreak, and one of them is what hosts go by', async () => {
    await using test = await withAdministrator();
    const { policies, default: first, assignments } = await test.list();
    expect(policies.every(({ shipped }) => shipped)).toBe(true);
    expect(policies.map(({ id }) => id)).toContain('bod-26-04');
    expect([first, assignments]).toEqual(['daybreak', []]);
    const shown = await test.visitor.ask('GET', '/api/policies/bod-26-04');
    const { rows, inputs, tiers } = shown.json<PolicyDetail>();
    expect(inputs).toEqual(['kev', 'exposed', 'automatable', 'impact']);
    expect(rows).toHaveLength(16);
    expect(tiers[0]).toMatchObject({ key: '3DF', hours: 72, evidenceFirst: true });
    expect((await policiesInUse(test.test.database)).of('any').id).toBe('daybreak');
  });

  it("of one's own are uploaded, and every version is kept", async () => {
    await using test = await withAdministrator();
    const summary = { id: 'shop-floor', title: 'Shop floor', shipped: false };
    expect((await test.put(own, 'shop.yaml')).json()).toEqual({
      policy: { ...summary, source: own.source, version: 1 },
    });
    await test.put({ ...own, title: 'Shop floor 2' });
    expect((await test.list()).policies.at(-1)).toMatchObject({
      version: 2,
      title: 'Shop floor 2',
    });
    const detail = (await test.visitor.ask('GET', '/api/policies/shop-floor')).json<PolicyDetail>();
    expect(detail.rows).toEqual(own.rows);
    expect(detail.versions).toMatchObject([
      { version: 2, title: 'Shop floor 2', file: 'policy' },
      { version: 1, text: JSON.stringify(own), file: 'shop.yaml', uploadedBy: 'Ada' },
    ]);
    expect(await test.last()).toMatchObject({
      action: 'policy.upload',
      subject: 'shop-floor',
      details: { version: 2 },
    });
  });

  it("of one's own say where they come from, and each version its file", async () => {
    await using test = await withAdministrator();
    const source = 'ACME-SEC-12 of 1 March 2026';
    await test.put({ ...own, source }, 'shop.yaml');
    await test.put({ ...own, source: 'ACME-SEC-13' }, 'shop-2.yaml');
    expect((await test.list()).policies.at(-1)).toMatchObject({ source: 'ACME-SEC-13' });
    const detail = (await test.visitor.ask('GET', '/api/policies/shop-floor')).json<PolicyDetail>();
    expect(detail.policy.source).toBe('ACME-SEC-13');
    expect(detail.versions.map(({ file }) => file)).toEqual(['shop-2.yaml', 'shop.yaml']);
    expect(await test.last()).toMatchObject({
      details: { source: 'ACME-SEC-13', file: 'shop-2.yaml' },
    });
  });

  it('are assigned to groups, and to hosts of no other', async () => {
    await using test = await withAdministrator();
    await test.put(own);
    const assigned = (await test.assign('shop', 'shop-floor')).json<PolicyList>();
    expect(assigned.assignments).toMatchObject([
      { group: 'shop', policy: 'shop-floor', by: 'Ada' },
    ]);
    await test.assign('', 'bod-26-04');
    expect((await test.list()).default).toBe('bod-26-04');
    const inUse = await policiesInUse(test.test.database);
    expect(['shop', 'lab', null].map((group) => inUse.of(group).id)).toEqual([
      'shop-floor',
      'bod-26-04',
      'bod-26-04',
    ]);
    await test.put({ ...own, title: 'Shop floor 2' });
    expect((await policiesInUse(test.test.database)).of('shop').title).toBe('Shop floor 2');
    await test.assign('shop', null);
    expect(await test.last()).toMatchObject({
      action: 'policy.assign',
      subject: 'shop',
      details: { before: 'shop-floor', after: null },
    });
    expect((await policiesInUse(test.test.database)).of('shop').id).toBe('bod-26-04');
  });

  it("reach a group whatever the letters' case, and one assignment stands for it", async () => {
    await using test = await withAdministrator();
    await test.assign('Web Shop', 'bod-26-04');
    const inUse = await policiesInUse(test.test.database);
    expect(inUse.of('web shop').id).toBe('bod-26-04');
    await test.assign('WEB SHOP', 'essential-eight');
    expect((await test.list()).assignments).toMatchObject([
      { group: 'Web Shop', policy: 'essential-eight' },
    ]);
    await test.assign('web shop', null);
    expect((await test.list()).assignments).toEqual([]);
  });

  it('that are wrong are refused with file and line, and nothing is kept', async () => {
    await using test = await withAdministrator();
    const answer = await test.put({ ...own, rows: [['yes', '*', 'NOW']] }, 'shop.yaml');
    expect(answer.statusCode).toBe(400);
    expect(answer.json().errors[0].place).toMatch(/^shop\.yaml:\d+$/);
    const taken = await test.put({ ...own, policy: 'daybreak' });
    expect(taken.json().detail).toContain('comes with Daybreak');
    expect((await test.list()).policies.every(({ shipped }) => shipped)).toBe(true);
    const none = await test.assign('shop', 'shop-floor');
    expect(none.json().detail).toContain('body/policy: no policy is called shop-floor');
    expect((await test.assign('shop', 'Bad Name')).json().detail).toContain('body/policy');
    expect((await test.visitor.ask('GET', '/api/policies/shop-floor')).statusCode).toBe(404);
  });

  it('are nothing for strangers', async () => {
    await using test = await withAdministrator();
    expect((await new Visitor(test.app).ask('GET', '/api/policies')).statusCode).toBe(401);
    test.visitor.csrfToken = 'guess';
    expect((await test.put(own)).statusCode).toBe(403);
    expect((await test.assign('', 'daybreak')).statusCode).toBe(403);
  });
});
