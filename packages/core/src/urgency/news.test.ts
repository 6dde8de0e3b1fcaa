import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  listing,
  made,
  question,
  shipped,
  sources,
  statement,
  threat,
} from '../../tests/threats.ts';
import type { SsvcHistory, SsvcPoints, Threat } from '../threat/index.ts';
import { deadlineOf, noHostFacts, type Policy, readInputs, shippedPolicies } from './index.ts';

const released = Date.parse('2024-06-11T17:00:00Z');
const facts = { ...noHostFacts, exposed: 'yes', mission: 'low' } as const;

function dueOf(
  policy: Policy,
  known: Partial<Threat>,
  asked: Partial<typeof sources> = {},
  day = '2024-07-30',
) {
  const all = { ...sources, kev: day, epss: day, vulnrichment: day, ...asked };
  const threats = threat({ statement: statement(), ...known });
  const readings = readInputs(policy, question({ threat: threats, facts, day, sources: all }));
  return deadlineOf(policy, readings, released).dueMs;
}

const iso = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString().slice(0, 16));

function points(asOf: string, exploitation: SsvcPoints['exploitation']): SsvcPoints {
  return { asOf, exploitation, automatable: 'no', technicalImpact: 'total' };
}

/** In order of time. */
function history(...all: readonly SsvcPoints[]): SsvcHistory | null {
  const newest = all.at(-1);
  return newest === undefined ? null : { ...newest, earlier: all.slice(0, -1) };
}

describe('a score that stays', () => {
  const policy = made({
    policy: 'by-score',
    title: 'By score',
    source: 'a test',
    tiers: [
      { key: 'soon', name: 'Soon', within: '3 days' },
      { key: 'later', name: 'Later', within: '60 days' },
    ],
    inputs: ['epss>=0.1'],
    rows: [
      ['yes', 'soon'],
      ['no', 'later'],
    ],
  });
  const score = (asOf: string, value: number) => ({ asOf, score: value, percentile: 0.5 });
  const scores = [score('2024-06-12', 0.02), score('2024-06-14', 0.1), score('2024-06-20', 0.9)];

  it('has its clock from the first day at the threshold on, however often it is read again', () => {
    expect(iso(dueOf(policy, { epss: scores }))).toBe('2024-06-18T00:00');
    const again = [...scores, score('2024-06-25', 0.5), score('2024-07-29', 0.4)];
    expect(iso(dueOf(policy, { epss: again }))).toBe('2024-06-18T00:00');
  });

  it('begins anew once it has fallen below', () => {
    const fallen = [...scores, score('2024-06-25', 0.09), score('2024-06-27', 0.11)];
    expect(iso(dueOf(policy, { epss: fallen }))).toBe('2024-07-01T00:00');
    expect(iso(dueOf(policy, { epss: fallen }, {}, '2024-06-24'))).toBe('2024-06-18T00:00');
    expect(iso(dueOf(policy, { epss: fallen.slice(0, 4) }))).toBe('2024-08-10T17:00');
  });

  it('counts from the release where it was there from its first score on', () => {
    expect(iso(dueOf(policy, { epss: scores.slice(1) }))).toBe('2024-06-14T17:00');
  });
});

describe('evidence of attack', () => {
  const deployer = shipped('ssvc-deployer');
  const poc = history(points('2024-06-12', 'none'), points('2024-06-16', 'poc'));

  it('leaves the clock alone that a shown exploit began', () => {
    expect(iso(dueOf(deployer, { ssvc: poc }))).toBe('2024-07-17T00:00');
    const late = [{ ...listing, added: '2024-07-20' }];
    expect(iso(dueOf(deployer, { ssvc: poc, kev: late }))).toBe('2024-07-17T00:00');
  });

  it('begins no new clock when it is stamped anew', () => {
    const once = history(points('2024-06-12', 'none'), points('2024-06-16', 'active'));
    const again = history(
      points('2024-06-12', 'none'),
      points('2024-06-16', 'active'),
      points('2024-07-25', 'active'),
    );
    const daybreak = shipped('daybreak');
    expect(iso(dueOf(daybreak, { ssvc: once }))).toBe('2024-06-18T00:00');
    expect(iso(dueOf(daybreak, { ssvc: again }))).toBe('2024-06-18T00:00');
  });

  it('has no clock any more when it was taken back', () => {
    const back = history(points('2024-06-12', 'active'), points('2024-06-20', 'none'));
    expect(iso(dueOf(shipped('daybreak'), { ssvc: back }))).toBe('2024-06-25T17:00');
  });

  const day = fc.integer({ min: 11, max: 30 }).map((of) => `2024-06-${of}`);
  const later = fc.integer({ min: 10, max: 29 }).map((of) => `2024-07-${of}`);
  const said = fc.constantFrom(null, 'none', 'poc', 'active');
  const ssvc = fc
    .array(fc.record({ asOf: day, exploitation: said }), { maxLength: 4 })
    .map((all) =>
      all
        .sort((a, b) => (a.asOf < b.asOf ? -1 : 1))
        .map((one) => points(one.asOf, one.exploitation)),
    );
  const entries = fc.constantFrom([], [listing], [{ ...listing, removed: '2024-06-28' }]);
  const kevRead = fc.constantFrom(null, '2024-06-10', '2024-07-01', '2024-07-30');

  it.each(shippedPolicies.map(({ policy }) => policy))(
    'that comes later never gives more time: %s',
    (id) => {
      const policy = shipped(id);
      const exploited = fc.boolean();
      fc.assert(
        fc.property(ssvc, entries, kevRead, exploited, later, (all, kev, read, seen, at) => {
          const base = { ssvc: history(...all), kev, statement: statement({ exploited: seen }) };
          const before = dueOf(policy, base, { kev: read }) ?? Number.POSITIVE_INFINITY;
          const automatable = all.at(-1)?.automatable ?? null;
          const technicalImpact = all.at(-1)?.technicalImpact ?? null;
          const active = { ...points(at, 'active'), automatable, technicalImpact };
          const more: readonly Partial<Threat>[] = [
            { ssvc: history(...all, active) },
            ...(read === null ? [] : [{ kev: [...kev, { ...listing, added: at }] }]),
          ];
          for (const one of more) {
            const due = dueOf(policy, { ...base, ...one }, { kev: read });
            expect(due ?? Number.POSITIVE_INFINITY).toBeLessThanOrEqual(before);
          }
        }),
        { numRuns: 300 },
      );
    },
  );
});
