import {
  concerns,
  contradictionIn,
  type DirectiveChange,
  dueOf,
  earliest,
  evidenceFirst,
  inForceAt,
  kevAddedAsOf,
  onRecordAt,
  orderedReading,
  ordersFor,
  patchDueMs,
  standing,
  termsAt,
} from '@daybreak/core/directive';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { demand, directive, host, question, recorded, terms } from './directives.ts';
import { threat } from './threats.ts';

const at = (text: string) => ({ atMs: Date.parse(text), zone: 'UTC' });
const named = (title: string) => terms({ title, scope: { advisories: ['CVE-1'] } });

function issued(when: string, title = 'first'): DirectiveChange {
  return { kind: 'issued', at: when, terms: named(title), note: '' };
}
function amended(when: string, title: string): DirectiveChange {
  return { kind: 'amended', at: when, terms: named(title), note: '' };
}
function withdrawn(when: string): DirectiveChange {
  return { kind: 'withdrawn', at: when, note: '' };
}

describe('an order over time', () => {
  const history = recorded(
    issued('2024-01-01'),
    amended('2024-01-10', 'second'),
    withdrawn('2024-02-01'),
    issued('2024-03-01', 'third'),
  );

  it.each([
    ['2023-12-31T23:59Z', undefined],
    ['2024-01-01T00:00Z', 'first'],
    ['2024-01-10T00:00Z', 'second'],
    ['2024-02-01T00:00Z', undefined],
    ['2024-03-01T00:00Z', 'third'],
  ])('says at %s: %s', (instant, title) => {
    expect(termsAt(history, at(instant))?.title).toBe(title);
  });

  it('counts from when it was issued anew', () => {
    expect(inForceAt(history, at('2024-01-20T00:00Z'))?.issuedAt).toBe('2024-01-01');
    expect(inForceAt(history, at('2024-03-20T00:00Z'))?.issuedAt).toBe('2024-03-01');
  });

  it('is the same in whatever order its events were recorded', () => {
    const days = fc.uniqueArray(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(days, fc.infiniteStream(fc.nat()), (set, dice) => {
        const sorted = set.toSorted((a, b) => a - b);
        let inForce = false;
        const changes = sorted.map((day) => {
          const when = new Date(Date.UTC(2024, 0, day)).toISOString();
          if (!inForce) {
            inForce = true;
            return issued(when, `issued ${day}`);
          }
          inForce = (dice.next().value ?? 0) % 2 === 0;
          return inForce ? amended(when, `amended ${day}`) : withdrawn(when);
        });
        const shuffled = changes.toSorted(() => ((dice.next().value ?? 0) % 3) - 1);
        const [one, other] = [recorded(...changes), recorded(...shuffled)];
        expect(contradictionIn(other, { zone: 'UTC' })).toBeNull();
        for (const [index, day] of sorted.entries()) {
          const moment = { atMs: Date.UTC(2024, 0, day, 12), zone: 'UTC' };
          const change = changes[index];
          const said = change === undefined || change.kind === 'withdrawn' ? null : change.terms;
          expect(termsAt(other, moment)).toEqual(said);
          expect(inForceAt(other, moment)).toEqual(inForceAt(one, moment));
        }
      }),
    );
  });

  it('takes the later word of two for the same instant', () => {
    const twice = recorded(issued('2024-01-01'), amended('2024-01-01', 'corrected'));
    expect(termsAt(twice, at('2024-01-01T00:00Z'))?.title).toBe('corrected');
  });

  it.each([
    [[amended('2024-01-01', 'x')], 'it is not in force when it is amended at 2024-01-01'],
    [[withdrawn('2024-01-01')], 'it is not in force when it is withdrawn at 2024-01-01'],
    [[issued('2024-01-01'), issued('2024-01-02')], 'it is in force already when it is issued at'],
    [
      [issued('2024-01-05'), amended('2024-01-04', 'x')],
      'it is not in force when it is amended at 2024-01-04',
    ],
    [
      [issued('2024-01-01'), amended('2024-01-09', 'x'), withdrawn('2024-01-05')],
      'it is not in force when it is amended at 2024-01-09',
    ],
  ])('can not be so that it contradicts itself: %#', (changes, why) => {
    expect(contradictionIn(recorded(...changes), { zone: 'UTC' })).toContain(why);
  });

  it('can be asked for as it was on record', () => {
    const late = history.map((event) => ({ ...event, recordedMs: Date.parse('2024-06-01') }));
    expect(onRecordAt(late, Date.parse('2024-05-31'))).toEqual([]);
    expect(onRecordAt(history, Date.parse('2024-01-10'))).toHaveLength(2);
  });
});

describe('what an order is about', () => {
  const order = terms({ scope: { advisories: ['CVE-2024-1'], updates: ['KB1'] } });

  it.each([
    ['the update', { update: 'kb1', advisories: [] }, true],
    ['an update that closes the advisory', { update: 'KB2', advisories: ['CVE-2024-1'] }, true],
    ['another', { update: 'KB2', advisories: ['CVE-2024-2'] }, false],
    ['nothing', { update: null, advisories: [] }, false],
  ])('includes %s: %#', (_, subject, expected) => {
    expect(concerns(order, subject)).toBe(expected);
  });
});

describe('how a host stands', () => {
  const scope = { advisories: ['CVE-1'], products: ['Windows Server 2022'], roles: ['DNS'] };
  const order = terms({ scope: { ...scope, groups: ['Shop'] } });
  const shop = { group: 'shop', product: 'windows server 2022' };

  it.each([
    ['in all lists', host('dns', shop), 'in-scope'],
    [
      'in all lists, its architecture left out there',
      host('dns', { ...shop, product: 'Windows Server 2022 (x64)' }),
      'in-scope',
    ],
    [
      'of an edition',
      host('dns', { ...shop, product: 'Windows Server 2022 23H2' }),
      'out-of-scope',
    ],
    ['of another role', host('web', shop), 'out-of-scope'],
    ['a domain controller, where DNS is asked', host('dc', shop), 'out-of-scope'],
    ['of no known role', host(null, shop), 'unknown'],
    ['of no known product', host('dns', { group: 'shop' }), 'unknown'],
    ['of another group, its role not known', host(null, { ...shop, group: 'lab' }), 'out-of-scope'],
    ['in no group', host('dns', { ...shop, group: null }), 'out-of-scope'],
  ])('%s', (_, one, kind) => {
    expect(standing(order, one, at('2024-01-01T00:00Z')).kind).toBe(kind);
  });

  it('as a domain controller is a server, and as a server is no domain controller', () => {
    const to = (role: string) => terms({ scope: { advisories: ['CVE-1'], roles: [role] } });
    const kind = (asked: string, role: string) =>
      standing(to(asked), host(role), at('2024-01-01T00:00Z')).kind;
    expect([kind('server', 'dc'), kind('dc', 'server')]).toEqual(['in-scope', 'out-of-scope']);
  });

  it('whatever it is, is in scope of an order to all', () => {
    const all = terms({ scope: { advisories: ['CVE-1'] } });
    expect(standing(all, host(null), at('2024-01-01T00:00Z')).kind).toBe('in-scope');
  });
});

describe('when a demand is due', () => {
  const dates = { issue: '2024-01-10T12:00:00Z', publication: '2024-01-09', kevAddition: null };
  const iso = (clock: Parameters<typeof dueOf>[0], zone = 'UTC') => {
    const { dueMs, why } = dueOf(clock, dates, zone);
    return dueMs === null ? why : new Date(dueMs).toISOString();
  };

  it('counts hours from an event, of a date from its end', () => {
    expect(iso({ from: 'issue', hours: 24 })).toBe('2024-01-11T12:00:00.000Z');
    expect(iso({ from: 'publication', hours: 1 })).toBe('2024-01-10T01:00:00.000Z');
    expect(iso({ by: '2024-01-15' }, 'Europe/Berlin')).toBe('2024-01-15T23:00:00.000Z');
    expect(iso({ by: '2024-01-15T08:00+01:00' })).toBe('2024-01-15T07:00:00.000Z');
  });

  it('is not known where the event is not, and says so', () => {
    expect(iso({ from: 'kev-addition', hours: 24 })).toContain('addition to the KEV catalogue');
  });
});

describe('several orders on one host', () => {
  const scope = { advisories: ['CVE-1'] };
  const order = (id: string, when: string, ...demands: ReturnType<typeof demand>[]) =>
    directive(
      'UTC',
      recorded({ kind: 'issued', at: when, note: '', terms: terms({ title: id, scope, demands }) }),
      id,
    );
  const asked = question({ host: host('web'), advisories: ['CVE-1'] }, '2024-02-01T00:00Z');

  it('are due by the first of them, ordered since the first, with evidence first', () => {
    const orders = ordersFor(
      [
        order('b', '2024-01-20', demand('patch', { by: '2024-02-10' })),
        order('a', '2024-01-10', demand('patch', { by: '2024-02-20' })),
        order(
          'c',
          '2024-01-30',
          demand('collect-evidence', { from: 'issue', hours: 2 }),
          demand('patch', { from: 'kev-addition', hours: 1 }),
        ),
      ],
      asked,
    );
    expect(patchDueMs(orders)).toBe(Date.parse('2024-02-11'));
    expect(evidenceFirst(orders)).toBe(true);
    expect(orderedReading(orders, '2024-02-01')).toMatchObject({
      source: 'CISO: a',
      asOf: '2024-01-10',
      event: { since: '2024-01-10' },
    });
  });

  it('that demand nothing of it order nothing', () => {
    const orders = ordersFor(
      [order('a', '2024-01-10', demand('disconnect', { by: '2024-01-11' }, ['dc']))],
      asked,
    );
    expect(orders).toMatchObject([{ standing: { kind: 'in-scope' }, demands: [] }]);
    expect(patchDueMs(orders)).toBeNull();
    expect(evidenceFirst(orders)).toBe(false);
    expect(orderedReading(orders, '2024-02-01')).toMatchObject({
      believed: ['no'],
      source: 'CISO: a, which demands nothing here',
    });
  });

  it('count from the addition of what each is about, not of what the update also closes', () => {
    const added = new Map([
      ['CVE-1', '2024-01-05'],
      ['CVE-2', '2024-01-02'],
    ]);
    const fromKev = demand('patch', { from: 'kev-addition', hours: 24 });
    const [first] = ordersFor([order('a', '2024-01-01', fromKev)], {
      ...asked,
      advisories: ['CVE-1', 'CVE-2'],
      kevAdded: (advisory) => added.get(advisory) ?? null,
    });
    expect(first?.demands[0]?.dueMs).toBe(Date.parse('2024-01-07'));
  });

  it('of which one gives the patch a day after the mitigation leave the rest to the policy', () => {
    const mitigate = demand('mitigate', { from: 'issue', hours: 24 });
    const reading = (...demands: ReturnType<typeof demand>[]) =>
      orderedReading(ordersFor([order('a', '2024-01-10', ...demands)], asked), '2024-02-01');
    const dated = [{ from: 'publication', hours: 192 }, { by: '2024-02-20' }] as const;
    for (const clock of dated) {
      expect(reading(mitigate, demand('patch', clock)).believed).toEqual(['no']);
    }
    expect(reading(mitigate, demand('patch', { by: null })).believed).toEqual(['yes']);
    expect(reading(demand('patch', { by: '2024-02-20' })).believed).toEqual(['yes']);
  });
});

describe('when the catalogue added an advisory', () => {
  const entry = { advisory: 'CVE-1', added: '2022-05-10', removed: '2022-05-13', due: [] };
  const listings = [
    { ...entry, ransomware: null },
    { ...entry, added: '2022-07-01', removed: null, ransomware: null },
  ];
  const threats = {
    of: (advisory: string) =>
      threat({ advisory, kev: listings.filter((one) => one.advisory === advisory) }),
  };

  it.each([
    ['2022-05-09', null],
    ['2022-05-12', '2022-05-10'],
    ['2022-06-01', null],
    ['2022-07-01', '2022-07-01'],
  ])('counts on %s: %s', (day, added) => {
    expect(kevAddedAsOf(threats, day)('cve-1')).toBe(added);
    expect(earliest(kevAddedAsOf(threats, day), ['CVE-9', 'CVE-1'])).toBe(added);
  });
});
