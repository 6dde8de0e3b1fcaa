/** Orders as authorities gave them. */
import {
  type Directive,
  dueOf,
  eventsOfKev,
  inForceAt,
  kevZone,
  orderedReading,
  ordersFor,
  patchDueMs,
  standing,
  termsAt,
} from '@daybreak/core/directive';
import type { KevListing } from '@daybreak/core/threat';
import { describe, expect, it } from 'vitest';
import { demand, directive, host, question, recorded, terms } from './directives.ts';

const iso = (instant: number | null) => (instant === null ? null : new Date(instant).toISOString());
const newYork = 'America/New_York';

describe('the Department of Homeland Security, 9 August 2006, on MS06-040', () => {
  // The release asks for it "without delay" and names no hour; 24 hours are our reading of that.
  const dhs = directive(
    newYork,
    recorded({
      kind: 'issued',
      at: '2006-08-09',
      note: 'the release names no time: 24 hours are our reading of "avoid delay"',
      terms: terms({
        authority: 'DHS',
        title: 'MS06-040 on all Windows systems',
        scope: { advisories: ['CVE-2006-3439'], updates: ['KB921883'] },
      }),
    }),
    'dhs',
  );

  it('orders it of every host, known or not, within a day of the release', () => {
    const asked = question({ host: host(null), update: 'KB921883' }, '2006-08-09T12:00Z');
    const orders = ordersFor([dhs], asked);
    expect(orders).toMatchObject([{ directive: 'dhs', standing: { kind: 'in-scope' } }]);
    expect(iso(patchDueMs(orders))).toBe('2006-08-11T04:00:00.000Z');
    expect(orderedReading(orders, '2006-08-09')).toMatchObject({
      believed: ['yes'],
      source: 'DHS: MS06-040 on all Windows systems',
      event: { since: '2006-08-09', before: 'no' },
    });
  });

  it('orders nothing the day before, and nothing of another update', () => {
    const before = question({ host: host('web'), update: 'KB921883' }, '2006-08-09T03:59Z');
    expect(ordersFor([dhs], before)).toEqual([]);
    const other = question({ host: host('web'), update: 'KB918899' }, '2006-08-09T12:00Z');
    expect(ordersFor([dhs], other)).toEqual([]);
    expect(orderedReading([], '2006-08-09').believed).toEqual(['no']);
  });
});

describe('Emergency Directive 20-03, on CVE-2020-1350', () => {
  const ed2003 = directive(
    newYork,
    recorded({
      kind: 'issued',
      at: '2020-07-16T14:00-04:00',
      note: '',
      terms: terms({
        authority: 'CISA',
        title: 'ED 20-03',
        scope: { advisories: ['CVE-2020-1350'], roles: ['dns', 'server', 'dc'] },
        demands: [
          demand('mitigate', { by: '2020-07-17T14:00-04:00' }, ['dns']),
          demand('patch', { by: '2020-07-24' }),
        ],
      }),
    }),
  );
  const demandsOf = (role: string | null) => {
    const asked = { host: host(role), advisories: ['cve-2020-1350'] };
    const [order] = ordersFor([ed2003], question(asked, '2020-07-16T20:00Z'));
    return order?.demands.map((one) => [one.demand.action, iso(one.dueMs)]);
  };
  const mitigate = ['mitigate', '2020-07-17T18:00:00.000Z'];
  const patch = ['patch', '2020-07-25T04:00:00.000Z'];

  it('wants DNS servers mitigated within 24 hours, and all servers patched by 24 July', () => {
    expect(demandsOf('dns')).toEqual([mitigate, patch]);
    expect(demandsOf('server')).toEqual([patch]);
    expect(demandsOf('workstation')).toBeUndefined();
  });

  it('wants everything of a host whose role is not known', () => {
    expect(demandsOf(null)).toEqual([mitigate, patch]);
  });

  it('orders no patch sooner than it says itself where it has a workaround do first', () => {
    const asked = { host: host('dns'), advisories: ['CVE-2020-1350'] };
    const orders = ordersFor([ed2003], question(asked, '2020-07-16T20:00Z'));
    expect(orderedReading(orders, '2020-07-16')).toMatchObject({
      believed: ['no'],
      source: 'CISA: ED 20-03, which gives the patch a day of its own',
    });
    expect(iso(patchDueMs(orders))).toBe('2020-07-25T04:00:00.000Z');
  });
});

describe('CVE-2022-26925, whose update broke domain controllers in May 2022', () => {
  const scope = { advisories: ['CVE-2022-26925'] };
  const demands = [demand('patch', { from: 'issue', hours: 14 * 24 })];
  const ciso = directive(
    'UTC',
    recorded(
      { kind: 'issued', at: '2022-05-11', note: '', terms: terms({ scope, demands }) },
      {
        kind: 'amended',
        at: '2022-05-13',
        note: 'certificates fail on domain controllers',
        terms: terms({
          scope,
          demands,
          exemptions: [{ roles: ['dc'], groups: [], reason: 'breaks sign-in', until: null }],
        }),
      },
      {
        kind: 'amended',
        at: '2022-07-01',
        note: 'with the steps for domain controllers',
        terms: terms({ scope, demands: [demand('patch', { by: '2022-07-22' })] }),
      },
    ),
  );
  const orderOn = (role: string | null, at: string, directives: Directive[] = [ciso]) =>
    ordersFor(directives, question({ host: host(role), ...scope }, at))[0];

  it('is patched everywhere at first', () => {
    for (const role of ['dc', 'server', 'workstation']) {
      const order = orderOn(role, '2022-05-12T00:00Z');
      expect(order?.standing.kind).toBe('in-scope');
      expect(order?.demands.map(({ dueMs }) => iso(dueMs))).toEqual(['2022-05-26T00:00:00.000Z']);
    }
  });

  it('then has domain controllers wait, while clients and other servers go on', () => {
    const dc = orderOn('dc', '2022-05-20T00:00Z');
    expect(dc).toMatchObject({
      standing: { kind: 'exempt', reason: 'breaks sign-in', until: null },
      demands: [],
      since: '2022-05-13',
    });
    expect(orderedReading(dc ? [dc] : [], '2022-05-20')).toMatchObject({
      believed: ['no'],
      source: 'exempt from CISO: an order: breaks sign-in',
    });
    for (const role of ['server', 'workstation']) {
      expect(orderOn(role, '2022-05-20T00:00Z')).toMatchObject({
        standing: { kind: 'in-scope' },
        since: '2022-05-11',
        demands: [{ dueMs: Date.parse('2022-05-26T00:00Z') }],
      });
    }
    expect(orderOn(null, '2022-05-20T00:00Z')?.standing).toEqual({
      kind: 'unknown',
      why: "a role is exempt, and the host's is not known",
    });
  });

  it('and has them patch after all, which is asked of them since then', () => {
    const dc = orderOn('dc', '2022-07-02T00:00Z');
    expect(dc).toMatchObject({ standing: { kind: 'in-scope' }, since: '2022-07-01' });
    expect(dc?.demands.map(({ dueMs }) => iso(dueMs))).toEqual(['2022-07-23T00:00:00.000Z']);
    expect(orderOn('server', '2022-07-02T00:00Z')?.since).toBe('2022-05-11');
  });

  const listing: KevListing = {
    advisory: 'CVE-2022-26925',
    added: '2022-05-11',
    removed: '2022-05-13',
    due: [{ from: '2022-05-11', day: '2022-06-01' }],
    ransomware: null,
  };
  const again = {
    ...listing,
    added: '2022-07-01',
    removed: null,
    due: [
      { from: '2022-07-01', day: '2022-07-22' },
      { from: '2022-07-10', day: '2022-07-29' },
    ],
  };
  const events = eventsOfKev([listing, again]);
  const followed: Directive = { id: 'kev', kind: 'kev', zone: kevZone, events };

  it('is an order of the catalogue while it is listed, which follows every change of it', () => {
    expect(events.map(({ kind, at, by }) => [kind, at, by])).toEqual([
      ['issued', '2022-05-11', "CISA's KEV catalogue"],
      ['withdrawn', '2022-05-13', "CISA's KEV catalogue"],
      ['issued', '2022-07-01', "CISA's KEV catalogue"],
      ['amended', '2022-07-10', "CISA's KEV catalogue"],
    ]);
    const dueOn = (at: string) =>
      orderOn('dc', at, [followed])?.demands.map(({ dueMs }) => iso(dueMs));
    expect(dueOn('2022-05-12T00:00Z')).toEqual(['2022-06-02T04:00:00.000Z']);
    expect(dueOn('2022-06-01T00:00Z')).toBeUndefined();
    expect(dueOn('2022-07-02T00:00Z')).toEqual(['2022-07-23T04:00:00.000Z']);
    expect(dueOn('2022-07-11T00:00Z')).toEqual(['2022-07-30T04:00:00.000Z']);
    expect(orderOn('dc', '2022-07-11T00:00Z', [followed])?.since).toBe('2022-07-01');
  });

  it('of which only the removal was seen, was listed before; one without a day names none', () => {
    const removed = { ...listing, added: null, due: [] };
    const old = eventsOfKev([removed]);
    const moment = { atMs: Date.parse('2022-05-01T00:00Z'), zone: kevZone };
    const inForce = inForceAt(old, moment);
    expect(inForce?.issuedAt).toBe('2021-11-03');
    const dates = { issue: '2021-11-03', publication: null, kevAddition: null };
    const [patch] = inForce?.terms.demands ?? [];
    expect(patch && dueOf(patch.clock, dates, kevZone)).toEqual({
      dueMs: null,
      why: 'the order names no time',
    });
    expect(termsAt(old, { ...moment, atMs: Date.parse('2022-05-14T00:00Z') })).toBeNull();
  });
});

describe('an exemption', () => {
  const until = { roles: [], groups: ['lab'], reason: 'no network', until: '2024-06-30' };
  const order = terms({ scope: { updates: ['KB1'] }, exemptions: [until] });
  const at = (text: string) => ({ atMs: Date.parse(text), zone: newYork });
  const lab = host('server', { group: 'Lab' });

  it('ends with its last day, in the zone of the order', () => {
    expect(standing(order, lab, at('2024-07-01T03:59:59Z'))).toEqual({
      kind: 'exempt',
      reason: 'no network',
      until: '2024-06-30',
    });
    expect(standing(order, lab, at('2024-07-01T04:00Z')).kind).toBe('in-scope');
    expect(standing(order, host('server'), at('2024-06-01T00:00Z')).kind).toBe('in-scope');
  });

  it('that has ended leaves the host ordered since then', () => {
    const events = recorded({ kind: 'issued', at: '2024-06-01', note: '', terms: order });
    const asked = question({ host: lab, update: 'kb1' }, '2024-07-02T00:00Z');
    expect(ordersFor([directive(newYork, events)], asked)).toMatchObject([
      { since: '2024-07-01T04:00:00.000Z', standing: { kind: 'in-scope' } },
    ]);
  });
});
