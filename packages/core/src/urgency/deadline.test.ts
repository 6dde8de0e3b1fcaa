import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { listing, question, shipped, sources, statement, threat } from '../../tests/threats.ts';
import type { KevListing } from '../threat/index.ts';
import { deadlineOf, noHostFacts, readInputs } from './index.ts';

const bod = shipped('bod-26-04');
const released = Date.parse('2024-06-11T17:00:00Z');
const facts = { ...noHostFacts, exposed: 'yes' } as const;
const ssvc = {
  asOf: '2024-06-11',
  exploitation: 'none',
  automatable: 'no',
  technicalImpact: 'total',
} as const;

function due(kev: readonly KevListing[], day = '2024-07-01') {
  const threats = threat({ statement: statement(), kev, ssvc });
  const asked = question({ threat: threats, facts, day, sources: { ...sources, kev: day } });
  const { dueMs, fromMs } = deadlineOf(bod, readInputs(bod, asked), released);
  return [dueMs, fromMs].map((ms) => (ms === null ? null : new Date(ms).toISOString()));
}

describe('a deadline', () => {
  it('counts from when the update was there', () => {
    expect(due([])).toEqual(['2024-06-25T17:00:00.000Z', '2024-06-11T17:00:00.000Z']);
  });

  it('counts from the entry in the catalogue, whose hour nobody tells: from the end of its day', () => {
    expect(due([listing])).toEqual(['2024-06-24T00:00:00.000Z', '2024-06-21T00:00:00.000Z']);
  });

  it('is not put off by an entry that comes late', () => {
    expect(due([{ ...listing, added: '2024-06-28' }])[0]).toBe('2024-06-25T17:00:00.000Z');
  });

  it('forgets an entry that was withdrawn', () => {
    expect(due([{ ...listing, removed: '2024-06-22' }])[0]).toBe('2024-06-25T17:00:00.000Z');
  });

  it('counts from the revision in which the vendor says that it is exploited', () => {
    const daybreak = shipped('daybreak');
    const late = statement({ exploited: true, exploitedSince: '2024-06-14' });
    const asked = question({ threat: threat({ statement: late }), facts });
    const { dueMs } = deadlineOf(daybreak, readInputs(daybreak, asked), released);
    expect(dueMs).toBe(Date.parse('2024-06-16T00:00:00Z'));
  });

  it('is so many hours, also where clocks are changed meanwhile', () => {
    const saturdayNoon = Date.parse('2024-03-30T12:00:00+01:00');
    const daybreak = shipped('daybreak');
    const exploited = statement({ exploited: true, published: '2024-03-29' });
    const asked = question({ threat: threat({ statement: exploited }), facts });
    const { dueMs } = deadlineOf(daybreak, readInputs(daybreak, asked), saturdayNoon);
    expect(dueMs).toBe(Date.parse('2024-03-31T13:00:00+02:00'));
  });

  it('is none where the policy waits for the next upgrade', () => {
    const asked = question({
      threat: threat({ statement: statement(), ssvc }),
      facts: { ...facts, exposed: 'no' },
    });
    expect(deadlineOf(bod, readInputs(bod, asked), released).dueMs).toBeNull();
  });

  it('never moves back as days pass and nothing is withdrawn', () => {
    const day = fc.integer({ min: 12, max: 30 }).map((of) => `2024-06-${of}`);
    fc.assert(
      fc.property(day, day, day, (added, one, other) => {
        const [earlier = '', later = ''] = [one, other].sort();
        const [before] = due([{ ...listing, added }], earlier);
        const [after] = due([{ ...listing, added }], later);
        expect(Date.parse(after ?? '')).toBeLessThanOrEqual(Date.parse(before ?? ''));
      }),
    );
  });
});
