import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { listing, shipped, sources, statement, threat } from '../../tests/threats.ts';
import type { Threat, ThreatKnowledge } from '../threat/index.ts';
import {
  answer,
  availableMs,
  Clocks,
  deadlineOf,
  type HostFacts,
  known,
  noHostFacts,
  notOrdered,
  type Orders,
  readInputs,
  shippedPolicies,
} from './index.ts';

const day = '2024-07-01';
const now = new Date('2024-07-01T12:00:00Z');
const network = 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H';

function knowledge(threats: readonly Threat[]): ThreatKnowledge {
  const byName = new Map(threats.map((one) => [one.advisory, one]));
  return { sources, of: (advisory) => byName.get(advisory) ?? threat({ advisory }) };
}

const threats = [
  threat({ advisory: 'CVE-1', statement: statement() }),
  threat({ advisory: 'CVE-2', statement: statement({ cvss: network, severity: 'Critical' }) }),
  threat({ advisory: 'CVE-3', statement: statement(), kev: [listing] }),
  threat({ advisory: 'CVE-4', statement: statement({ exploitability: 'more likely' }) }),
  threat({ advisory: 'CVE-5' }),
  threat({ advisory: 'CVE-6', kev: [{ ...listing, added: '2024-06-01', removed: '2024-06-12' }] }),
  threat({
    advisory: 'CVE-7',
    ssvc: {
      asOf: '2024-06-28',
      exploitation: 'active',
      automatable: 'no',
      technicalImpact: 'partial',
    },
  }),
];

/** What the clocks say, worked out advisory by advisory. */
function oneByOne(
  policyId: string,
  closes: readonly string[],
  published: string,
  facts: HostFacts,
  orders: Orders,
) {
  const policy = shipped(policyId);
  const found = closes.map((advisory) => {
    const asked = {
      threat: knowledge(threats).of(advisory),
      sources,
      day,
      facts,
      said: () => ({ source: '', asOf: null }),
      ordered: orders.get(advisory) ?? notOrdered,
      assumptions: new Map(),
    };
    const { dueMs } = deadlineOf(policy, readInputs(policy, asked), availableMs(published));
    return { dueMs, tier: policy.tiers.indexOf(answer(policy, asked).tier) };
  });
  return found.sort(soonestFirst)[0];
}

interface Found {
  readonly dueMs: number | null;
  readonly tier: number;
}

/** What is over by tier, then by time; the rest by time, then by tier. */
function soonestFirst(a: Found, b: Found): number {
  const key = ({ dueMs, tier }: Found) => {
    const due = dueMs ?? Number.MAX_SAFE_INTEGER;
    return due <= now.getTime() ? [0, tier, due] : [1, due, tier];
  };
  const [one, other] = [key(a), key(b)];
  const at = one.findIndex((value, place) => value !== other[place]);
  return at === -1 ? 0 : (one[at] ?? 0) - (other[at] ?? 0);
}

describe('the deadlines of many hosts', () => {
  const names = threats.map(({ advisory }) => advisory);
  const facts = fc.record({
    exposed: fc.constantFrom('no', 'controlled', 'yes', null),
    mission: fc.constantFrom('low', 'high', 'very high', null),
    role: fc.constantFrom('dc', null),
  });

  it.each(shippedPolicies.map(({ policy }) => policy))(
    'are those of each advisory asked of alone: %s',
    (id) => {
      const lists = fc.array(fc.subarray(names, { minLength: 1 }), { minLength: 1, maxLength: 3 });
      fc.assert(
        fc.property(lists, facts, fc.subarray(names), (closes, told, ordered) => {
          const said = { source: 'ED 1', asOf: '2024-06-13' };
          const order = known('yes', said, { since: '2024-06-13T12:00:00Z', before: 'no' });
          const orders: Orders = new Map(ordered.map((name) => [name, order]));
          const of = { ...noHostFacts, ...told };
          const published = ['2024-06-11', '2024-06-25', '2024-05-14'];
          const asked = closes.map((names, at) => ({
            closes: names,
            published: published[at] ?? '',
          }));
          const clock = new Clocks(shipped(id), knowledge(threats), now)
            .forHosts(of, orders)
            .of(asked);
          const each = asked.map((list) => oneByOne(id, list.closes, list.published, of, orders));
          const [soonest] = each.flatMap((one) => one ?? []).sort(soonestFirst);
          expect(clock).toMatchObject({ dueMs: soonest?.dueMs, tier: soonest?.tier });
        }),
        { numRuns: 100 },
      );
    },
  );

  it.each([
    ['ends first', '2024-06-17', 'CVE-4', '2024-06-18T17:00:00.000Z'],
    [
      'is the most urgent of those that are over',
      '2024-07-01',
      'CVE-3',
      '2024-06-22T00:00:00.000Z',
    ],
  ])('name the advisory whose clock %s', (_, today, advisory, due) => {
    const clocks = new Clocks(shipped('daybreak'), knowledge(threats), new Date(today));
    const list = { closes: ['CVE-1', 'CVE-3', 'CVE-4'], published: '2024-06-11' };
    const clock = clocks.forHosts({ ...noHostFacts, exposed: 'no' }, new Map()).of([list]);
    expect(clock?.advisory).toBe(advisory);
    expect(new Date(clock?.dueMs ?? 0).toISOString()).toBe(due);
  });

  it('are none for an update that closes nothing by name', () => {
    const clocks = new Clocks(shipped('daybreak'), knowledge(threats), now);
    expect(clocks.forHosts(noHostFacts, new Map()).of([])).toBeNull();
  });
});

describe('the hour of a release', () => {
  it('is ten in Redmond, in summer and in winter', () => {
    const iso = (date: string) => new Date(availableMs(date)).toISOString();
    expect(iso('2024-06-11')).toBe('2024-06-11T17:00:00.000Z');
    expect(iso('2024-12-10')).toBe('2024-12-10T18:00:00.000Z');
  });
});
