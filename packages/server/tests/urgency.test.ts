/** How soon: deadlines of a real fleet in a real database, through the API. */
import type { HostDetail } from '@daybreak/protocol/host';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../storage/tests/support/database.ts';
import { dayMs, hourMs, june, juneFleet } from './june-fleet.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server[Symbol.asyncDispose]());

describe('Today', () => {
  it('has the deadline of each update, with its policy and what is only assumed', async () => {
    await using home = await juneFleet(server);
    const { updates, overdueHosts } = await home.today();
    expect(updates).toMatchObject([
      {
        update: june,
        deadline: {
          hosts: { overdue: 2, due: 0 },
          soonest: {
            state: 'overdue',
            policy: { id: 'daybreak' },
            tier: '7 days',
            from: '2024-06-11T17:00:00.000Z',
            due: '2024-06-18T17:00:00.000Z',
            advisory: 'CVE-2024-30080',
            // The group is of no matter to this policy.
            facts: { exposed: null, group: null },
          },
        },
      },
    ]);
    expect(overdueHosts).toBe(2);
    const { soonest } = updates[0]?.deadline ?? {};
    const assumed = soonest?.reasons.filter((reason) => reason.assumed) ?? [];
    expect(assumed.map(({ input, value }) => [input, value])).toEqual([['exposed', 'yes']]);
    expect(soonest?.alternatives.map(({ tier }) => tier)).toEqual(['14 days']);
  });

  it('follows facts of the hosts', async () => {
    await using home = await juneFleet(server);
    const facts = { exposed: 'no' };
    await home.send('PATCH', `/api/hosts/${await home.idOf('WEB-1')}/facts`, facts);
    const { deadlines } = await home.update();
    expect(
      deadlines.map(({ facts: { exposed }, hosts, tier, state }) => [exposed, hosts, tier, state]),
    ).toEqual([
      [null, 1, '7 days', 'overdue'],
      ['no', 1, '14 days', 'due'],
    ]);
  });

  it("follows the policy of a host's group", async () => {
    await using home = await juneFleet(server);
    await home.send('PUT', '/api/policy-assignments', { group: 'servers', policy: 'bod-26-04' });
    const { updates } = await home.today();
    expect(updates[0]?.deadline?.soonest).toMatchObject({
      policy: { id: 'bod-26-04' },
      tier: '3 days',
      reasons: [
        { input: 'kev', value: 'no', assumed: false },
        { input: 'exposed', value: 'yes', assumed: true },
        { input: 'automatable', value: 'yes', assumed: true },
        { input: 'impact', value: 'total', assumed: true },
      ],
    });
  });
});

describe('an entry in KEV', () => {
  it('shortens the deadline without any host being assessed anew, and its withdrawal takes that back', async () => {
    await using home = await juneFleet(server);
    await home.today();
    const before = home.test.exposure.assessments();
    home.test.exposure.list(['CVE-2024-30082']);
    expect((await home.today()).updates[0]).toMatchObject({
      knownExploited: ['CVE-2024-30082'],
      // Listed today, 20 June: a day from its end. What is over already stays so.
      deadline: { soonest: { state: 'overdue', advisory: 'CVE-2024-30080' } },
    });
    await home.pass(2 * dayMs);
    expect((await home.today()).updates[0]?.deadline?.soonest).toMatchObject({
      state: 'overdue',
      advisory: 'CVE-2024-30082',
      tier: '24 hours',
      due: '2024-06-22T00:00:00.000Z',
    });
    home.test.exposure.list([]);
    expect((await home.today()).updates[0]?.deadline?.soonest.tier).toBe('7 days');
    expect(home.test.exposure.assessments()).toBe(before);
  });
});

const terms = {
  authority: 'CISA',
  title: 'Patch Message Queuing',
  scope: { advisories: ['CVE-2024-30080'], updates: [june] },
  demands: [{ action: 'patch', clock: { by: '2024-06-21' } }],
};

describe('a directive', () => {
  it('orders at its time, spares whom it tells to wait, and can be withdrawn', async () => {
    await using home = await juneFleet(server);
    for (const name of ['WEB-1', 'DC-1']) {
      const facts = { exposed: 'no' };
      await home.send('PATCH', `/api/hosts/${await home.idOf(name)}/facts`, facts);
    }
    expect((await home.today()).updates[0]?.deadline?.soonest.tier).toBe('14 days');
    const exempt = { roles: ['dc'], reason: 'breaks authentication', until: '2024-07-01' };
    const issued = { at: '2024-06-20T06:00Z', terms: { ...terms, exemptions: [exempt] } };
    const { directive } = (await home.send('POST', '/api/directives', issued)) as {
      directive: { id: string };
    };
    const { deadlines } = await home.update();
    expect(deadlines).toMatchObject([
      {
        state: 'due',
        facts: { role: 'server' },
        tier: '24 hours',
        due: '2024-06-21T06:00:00.000Z',
        orders: [{ authority: 'CISA', standing: 'asked', demands: [{ action: 'patch' }] }],
      },
      {
        state: 'waiting',
        facts: { role: 'dc' },
        orders: [{ standing: 'exempt', why: 'breaks authentication' }],
        until: { reason: 'breaks authentication', date: '2024-07-01' },
      },
    ]);
    const withdrawal = { at: '2024-06-20T07:00Z', note: 'the update was wrong' };
    await home.send('POST', `/api/directives/${directive.id}/withdraw`, withdrawal);
    const after = await home.update();
    expect(after.deadlines.map(({ tier, state }) => [tier, state])).toEqual([
      ['14 days', 'due'],
      ['14 days', 'due'],
    ]);
  });

  it('begins at its time and not before', async () => {
    await using home = await juneFleet(server);
    await home.send('POST', '/api/directives', { at: '2024-06-20T09:30Z', terms });
    expect((await home.update()).deadlines[0]?.orders).toEqual([]);
    await home.pass(2 * hourMs);
    expect((await home.update()).deadlines[0]?.orders).toHaveLength(1);
  });
});

describe('an exception', () => {
  it('takes one host out of what is overdue until it ends, and shows on its page', async () => {
    await using home = await juneFleet(server);
    const id = await home.idOf('WEB-1');
    await home.send('POST', '/api/exceptions', {
      subject: { kind: 'host', id },
      object: { kind: 'update', name: june },
      owner: 'Grace',
      reason: 'the vendor of its program is asked',
      until: '2024-06-22',
    });
    expect((await home.today()).updates[0]?.deadline?.hosts).toMatchObject({
      overdue: 1,
      excepted: 1,
    });
    const { deadlines } = (await home.ada.ask('GET', `/api/hosts/${id}`)).json<HostDetail>();
    expect(deadlines).toMatchObject([
      { update: june, deadline: { state: 'excepted', until: { date: '2024-06-22' } } },
    ]);
    await home.pass(3 * dayMs);
    expect((await home.today()).updates[0]?.deadline?.hosts).toMatchObject({
      overdue: 2,
      excepted: 0,
    });
  });
});

describe('a clock that is set back', () => {
  it('takes back what is only due later', async () => {
    await using home = await juneFleet(server);
    const { updates } = await home.today();
    await home.pass(-3 * dayMs);
    const before = await home.today();
    expect(updates[0]?.deadline?.soonest.state).toBe('overdue');
    expect(before.updates[0]?.deadline?.soonest).toMatchObject({
      state: 'due',
      due: updates[0]?.deadline?.soonest.due,
    });
  });
});

describe('news', () => {
  it('is told to whoever listens as soon as something is known or decided', async () => {
    await using home = await juneFleet(server);
    const address = await home.test.app.listen({ host: '127.0.0.1', port: 0 });
    const url = `${address}/api/live`;
    const answer = await fetch(url, { headers: { cookie: home.ada.cookie } });
    expect(answer.headers.get('content-type')).toContain('text/event-stream');
    const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
    const next = async (): Promise<string> => (await reader?.read())?.value ?? '';
    const first = await next();
    expect(first).toMatch(/^event: revision\ndata: /);
    home.test.exposure.list(['CVE-2024-30082']);
    const second = await next();
    expect(second).toMatch(/^event: revision\ndata: /);
    expect(second).not.toBe(first);
    await reader?.cancel();
  });

  it('ends with the server, which does not wait for those who listen', async () => {
    await using home = await juneFleet(server);
    const address = await home.test.app.listen({ host: '127.0.0.1', port: 0 });
    const headers = { cookie: home.ada.cookie };
    const answer = await fetch(`${address}/api/live`, { headers });
    const reader = answer.body?.getReader();
    await reader?.read();
    await home.test.app.close();
    await expect(readToEnd(reader)).resolves.toBe('ended');
  });

  it('is for those who are logged in', async () => {
    await using home = await juneFleet(server);
    const answer = await home.test.app.inject({ url: '/api/live' });
    expect(answer.statusCode).toBe(401);
  });
});

/** A stream that is cut off has ended, too. */
async function readToEnd(reader: ReadableStreamDefaultReader | undefined): Promise<string> {
  try {
    while (reader !== undefined && !(await reader.read()).done);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
  }
  return 'ended';
}
