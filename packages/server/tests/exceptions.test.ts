import type { Exception } from '@daybreak/protocol/exception';
import type { HostPage } from '@daybreak/protocol/host';
import { readAudit } from '@daybreak/storage/audit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../storage/tests/support/database.ts';
import { administrator, startApp, systeminfo, type TestApp, upload, Visitor } from './support.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server[Symbol.asyncDispose]());

const nowhere = '00000000-0000-4000-8000-000000000000';
const dayMs = 86_400_000;
const wanted = {
  subject: { kind: 'group', group: 'shop' },
  object: { kind: 'update', name: 'KB5039227' },
  owner: 'Bo',
  reason: 'breaks the till',
  until: '2024-06-22',
};

async function withAdministrator() {
  const test: TestApp = await startApp(server);
  const visitor = await administrator(test);
  await visitor.ask('POST', '/api/hosts/import', upload({ a: systeminfo('WEB-1', []) }));
  const { hosts } = (await visitor.ask('GET', '/api/hosts')).json<HostPage>();
  const make = (more: object = {}) =>
    visitor.ask('POST', '/api/exceptions', { payload: { ...wanted, ...more } });
  const revoke = (id: string) => visitor.ask('POST', `/api/exceptions/${id}/revoke`);
  const list = async (by = visitor): Promise<Exception[]> =>
    (await by.ask('GET', '/api/exceptions')).json().exceptions;
  const last = async () => (await readAudit(test.test.database, 0, 100)).at(-1);
  return { ...test, visitor, hostId: hosts[0]?.id ?? '', make, revoke, list, last };
}

describe('an exception', () => {
  it('is made for a group, ends by itself, and stays in the list', async () => {
    await using test = await withAdministrator();
    const made = (await test.make()).json<Exception>();
    expect(made).toMatchObject({ ...wanted, zone: 'UTC', state: 'in-force', createdBy: 'Ada' });
    expect(await test.list()).toEqual([made]);
    expect(await test.last()).toMatchObject({
      action: 'exception.create',
      subject: 'shop',
      details: { id: made.id, from: wanted.object, owner: 'Bo', until: '2024-06-22' },
    });
    test.pass(3 * dayMs);
    const later = new Visitor(test.app);
    const login = { payload: { name: 'Ada', password: 'correct horse battery' } };
    later.keep(await later.ask('POST', '/api/session', login));
    expect(await test.list(later)).toEqual([{ ...made, state: 'ended' }]);
    const late = await later.ask('POST', `/api/exceptions/${made.id}/revoke`);
    expect(late.json().detail).toBe('It is ended already.');
  });

  it('is made for a host, and outlives it as one that has ended', async () => {
    await using test = await withAdministrator();
    const subject = { kind: 'host', id: test.hostId };
    expect((await test.make({ subject })).json()).toMatchObject({
      subject: { kind: 'host', id: test.hostId, name: 'WEB-1' },
    });
    await test.visitor.ask('DELETE', `/api/hosts/${test.hostId}`);
    expect(await test.list()).toMatchObject([
      { subject: { kind: 'host', id: null, name: 'WEB-1' }, state: 'ended' },
    ]);
  });

  it('is revoked once, which is told of', async () => {
    await using test = await withAdministrator();
    const { id } = (await test.make()).json<Exception>();
    test.pass(1_000);
    expect((await test.revoke(id)).json()).toMatchObject({
      state: 'revoked',
      revokedBy: 'Ada',
      revokedAt: '2024-06-20T08:00:01.000Z',
    });
    expect(await test.last()).toMatchObject({ action: 'exception.revoke', subject: 'shop' });
    expect((await test.revoke(id)).json().detail).toBe('It is revoked already.');
    expect((await test.revoke(nowhere)).statusCode).toBe(404);
    expect(await test.list()).toMatchObject([{ state: 'revoked' }]);
  });

  it.each([
    [{ until: '2024-06-19' }, 'body/until: is over already'],
    [{ until: '2025-06-21' }, 'body/until: is more than a year ahead'],
    [{ until: undefined }, 'body/until'],
    [{ until: 'soon' }, 'body/until'],
    [{ zone: 'Mars/Olympus' }, 'body/zone'],
    [{ owner: ' ' }, 'body/owner'],
    [{ reason: '' }, 'body/reason'],
    [{ subject: { kind: 'host', id: nowhere } }, 'body/subject/id'],
    [{ subject: { kind: 'group', group: '' } }, 'body/subject/group'],
    [{ object: { kind: 'directive', name: nowhere } }, 'body/object/name'],
    [{ object: { kind: 'directive', name: 'x' } }, 'body/object/name'],
    [{ object: { kind: 'wish', name: 'x' } }, 'body/object/kind'],
  ])('that is wrong (%j) is refused with the field', async (more, place) => {
    await using test = await withAdministrator();
    const answer = await test.make(more);
    expect(answer.statusCode).toBe(400);
    expect(answer.json().detail).toContain(place);
    expect(await test.list()).toEqual([]);
  });

  it('is for a directive that is there', async () => {
    await using test = await withAdministrator();
    const followed = await test.visitor.ask('POST', '/api/directives/follow-kev', {
      payload: { advisory: 'CVE-2024-30078' },
    });
    const object = { kind: 'directive', name: followed.json().directive.id };
    expect((await test.make({ object })).json()).toMatchObject({ object, state: 'in-force' });
  });

  it('is nothing for strangers', async () => {
    await using test = await withAdministrator();
    const stranger = new Visitor(test.app);
    expect((await stranger.ask('GET', '/api/exceptions')).statusCode).toBe(401);
    test.visitor.csrfToken = 'guess';
    expect((await test.make()).statusCode).toBe(403);
  });
});
