import { orderedReading, ordersFor } from '@daybreak/core/directive';
import { deadlineOf, makePolicy } from '@daybreak/core/urgency';
import { describe, expect, it } from 'vitest';
import { directive, host, question, recorded, terms } from './directives.ts';

const made = makePolicy({
  policy: 'ordered',
  title: 'What is ordered is done within a day',
  source: 'the test',
  tiers: [
    { key: '24H', name: 'a day', within: '24 hours' },
    { key: '30D', name: 'a month', within: '30 days' },
  ],
  inputs: ['ordered'],
  rows: [
    ['yes', '24H'],
    ['no', '30D'],
  ],
});
if (!('rowAt' in made)) throw new Error('the policy is wrong');
const policy = made;
const publishedMs = Date.parse('2020-07-15T00:00Z');

const order = (scope: Parameters<typeof terms>[0]['scope'], at = '2020-07-16T18:00Z') =>
  directive('UTC', recorded({ kind: 'issued', at, note: '', terms: terms({ scope }) }));

function dueOf(role: string | null): string {
  const asked = { host: host(role), advisories: ['CVE-2020-1350'] };
  const orders = ordersFor(
    [order({ advisories: ['CVE-2020-1350'], roles: ['dns'] })],
    question(asked, '2020-07-17T00:00Z'),
  );
  const { dueMs } = deadlineOf(policy, [orderedReading(orders, '2020-07-17')], publishedMs);
  return new Date(dueMs ?? 0).toISOString();
}

describe("an order's part in a deadline", () => {
  it('is a day from the order, also on a host of which it cannot be told', () => {
    expect(dueOf('dns')).toBe('2020-07-17T18:00:00.000Z');
    expect(dueOf(null)).toBe('2020-07-17T18:00:00.000Z');
    expect(dueOf('web')).toBe('2020-08-14T00:00:00.000Z');
  });
});
