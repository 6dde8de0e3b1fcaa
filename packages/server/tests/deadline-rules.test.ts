/** What directives and exceptions make of deadlines, through the API, and that proofs say the same. */
import type { ComplianceHosts } from '@daybreak/protocol/compliance';
import type { HostDetail, HostPage } from '@daybreak/protocol/host';
import { transact } from '@daybreak/storage/database';
import { observeHosts } from '@daybreak/storage/host';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../storage/tests/support/database.ts';
import { observedHost, readInventory } from '../src/host/inventory.ts';
import { openDeadlines } from '../src/notice/source.ts';
import { StandingBoard } from '../src/update/board.ts';
import { UrgencyBoard } from '../src/urgency/board.ts';
import { dayMs, type JuneFleet, june, juneFleet } from './june-fleet.ts';
import { systeminfo } from './support.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server[Symbol.asyncDispose]());

const [queuing, win32k] = ['CVE-2024-30080', 'CVE-2024-30082'];
const patch = { action: 'patch', clock: { from: 'issue', hours: 24 } };
const order = {
  authority: 'CISO',
  title: 'Patch Message Queuing',
  scope: { advisories: [queuing] },
  demands: [patch],
};
const until = '2024-07-15';
const reason = { owner: 'Bo', reason: 'breaks the till', until };

async function enter(home: JuneFleet, terms: object, at = '2024-06-20T06:00Z'): Promise<string> {
  const made = await home.send('POST', '/api/directives', { at, terms });
  return (made as { directive: { id: string } }).directive.id;
}

/** Its deadline for June's update, on its own page. */
async function onPage(home: JuneFleet, name: string) {
  const url = `/api/hosts/${await home.idOf(name)}`;
  const { deadlines } = (await home.ada.ask('GET', url)).json<HostDetail>();
  return deadlines.find(({ update }) => update === june)?.deadline;
}

async function proved(home: JuneFleet, directive: string, name: string) {
  const url = `/api/directives/${directive}/compliance/hosts`;
  const { hosts } = (await home.ada.ask('GET', url)).json<ComplianceHosts>();
  return hosts.find((host) => host.name === name);
}

async function except(home: JuneFleet, subject: object, object: object): Promise<void> {
  await home.send('POST', '/api/exceptions', { ...reason, subject, object });
}

/** An example host that has the posture and the facts of WEB-1. */
async function addExample({ test }: JuneFleet, name: string): Promise<void> {
  const { database, newId, now } = test.context;
  const bytes = new TextEncoder().encode(systeminfo(name, ['KB5037782']));
  const { hosts } = readInventory([{ name: 'example', bytes }]);
  const seen = { fleet: 'example' as const, group: 'servers', at: now(), newId };
  await transact(database, (tx) => observeHosts(tx, seen, hosts.map(observedHost)));
}

const allExposed = async (home: JuneFleet, exposed: 'yes' | 'no'): Promise<void> => {
  for (const name of ['WEB-1', 'DC-1']) {
    await home.send('PATCH', `/api/hosts/${await home.idOf(name)}/facts`, { exposed });
  }
};

describe('an exception from one advisory', () => {
  it('leaves the clocks of the others that the update closes', async () => {
    await using home = await juneFleet(server);
    expect(await onPage(home, 'WEB-1')).toMatchObject({ state: 'overdue', advisory: queuing });
    const subject = { kind: 'host', id: await home.idOf('WEB-1') };
    await except(home, subject, { kind: 'advisory', name: queuing });
    expect(await onPage(home, 'WEB-1')).toMatchObject({ state: 'due', advisory: win32k });
    const { hosts } = (await home.today()).updates[0]?.deadline ?? {};
    expect(hosts).toMatchObject({ overdue: 1, due: 1, excepted: 0 });
    await except(home, subject, { kind: 'advisory', name: win32k });
    expect(await onPage(home, 'WEB-1')).toMatchObject({
      state: 'excepted',
      until: { date: until },
    });
    const { updates } = await home.today();
    expect(updates[0]?.deadline?.hosts).toMatchObject({ overdue: 1, excepted: 1 });
  });
});

describe('an exception from a directive', () => {
  it.each(['group', 'host'])(
    'of a %s leaves what the policy asks, and nothing else',
    async (kind) => {
      await using home = await juneFleet(server);
      await allExposed(home, 'no');
      const policy = await onPage(home, 'WEB-1');
      const id = await enter(home, order);
      expect(await onPage(home, 'WEB-1')).toMatchObject({ tier: '24 hours', orders: [{}] });
      const subject =
        kind === 'host' ? { kind, id: await home.idOf('WEB-1') } : { kind, group: 'Servers' };
      await except(home, subject, { kind: 'directive', name: id });
      const after = await onPage(home, 'WEB-1');
      expect(after).toMatchObject({
        due: policy?.due,
        tier: policy?.tier,
        orders: [],
        until: null,
      });
      expect((await proved(home, id, 'WEB-1'))?.state).toBe('excepted');
      const other = await onPage(home, 'DC-1');
      expect(other?.tier).toBe(kind === 'host' ? '24 hours' : policy?.tier);
    },
  );
});

describe('an exemption', () => {
  it('from one advisory leaves the clocks of the others that the update closes', async () => {
    await using home = await juneFleet(server);
    await allExposed(home, 'yes');
    const exemptions = [{ roles: ['dc'], reason: 'breaks authentication', until: null }];
    await enter(home, { ...order, exemptions });
    expect(await onPage(home, 'DC-1')).toMatchObject({
      state: 'due',
      advisory: win32k,
      orders: [{ standing: 'exempt' }],
    });
    await enter(home, { ...order, scope: { advisories: [win32k] }, exemptions });
    expect(await onPage(home, 'DC-1')).toMatchObject({
      state: 'waiting',
      until: { reason: 'breaks authentication' },
    });
  });

  it('gives the order its whole time once it has ended, here and in the proof', async () => {
    await using home = await juneFleet(server);
    const exemptions = [{ roles: ['dc'], reason: 'breaks it', until: '2024-06-25' }];
    const id = await enter(home, { ...order, exemptions });
    await home.pass(6 * dayMs);
    const due = '2024-06-27T00:00:00.000Z';
    expect((await onPage(home, 'DC-1'))?.orders).toMatchObject([{ demands: [{ due }] }]);
    expect(await proved(home, id, 'DC-1')).toMatchObject({ state: 'open', due });
    expect(await proved(home, id, 'WEB-1')).toMatchObject({ state: 'overdue' });
  });
});

describe('the time of a directive', () => {
  it('does not turn on what others are about, and is that of the proof', async () => {
    await using home = await juneFleet(server);
    const clock = { from: 'publication', hours: 1000 };
    const id = await enter(home, { ...order, demands: [{ ...patch, clock }] });
    const due = (await onPage(home, 'WEB-1'))?.orders[0]?.demands[0]?.due;
    expect((await proved(home, id, 'WEB-1'))?.due).toBe(due);
    await enter(home, { ...order, title: 'Other', scope: { advisories: ['CVE-2024-30051'] } });
    const orders = (await onPage(home, 'WEB-1'))?.orders ?? [];
    expect(orders.find(({ directive }) => directive === id)?.demands[0]?.due).toBe(due);
  });
});

describe('what is told of', () => {
  const open = (home: JuneFleet) => {
    const { context } = home.test;
    const board = new StandingBoard(context.database, context.exposure);
    return openDeadlines(context, board, new UrgencyBoard(context))();
  };

  it('is the same whether there is a directive about anything else or not', async () => {
    await using home = await juneFleet(server);
    await home.send('PATCH', `/api/hosts/${await home.idOf('DC-1')}/facts`, { group: 'domain' });
    const ofWhat = async () =>
      (await open(home)).map(({ update, policy, group, hosts }) => [update, policy, group, hosts]);
    expect(await ofWhat()).toEqual([[june, 'daybreak', null, 2]]);
    await enter(home, { ...order, scope: { advisories: ['CVE-1999-0001'] } });
    const after = await ofWhat();
    expect(new Set(after.map(([, , group]) => group))).toEqual(new Set([null]));
    expect(after.reduce((sum, [, , , hosts]) => sum + Number(hosts), 0)).toBe(2);
  });

  it('is not silenced by an exception for a host of the example', async () => {
    await using home = await juneFleet(server);
    await addExample(home, 'EXAMPLE-1');
    const before = await open(home);
    const [example] = (await home.ada.ask('GET', '/api/hosts?text=EXAMPLE')).json<HostPage>().hosts;
    await except(home, { kind: 'host', id: example?.id }, { kind: 'update', name: june });
    expect(await open(home)).toEqual(before);
  });
});
