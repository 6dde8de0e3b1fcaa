import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exploitabilities, type VendorStatement } from './statement.ts';
import { StatementBuilder } from './statement-builder.ts';

const silent: VendorStatement = {
  advisory: 'CVE-2024-1',
  source: 'Microsoft, 2024-Jun',
  published: '2024-06-11',
  title: '',
  severity: '',
  impact: '',
  exploited: null,
  exploitedSince: null,
  disclosed: null,
  exploitability: null,
  cvss: '',
  cvssScore: null,
  wormable: null,
};

interface Said {
  readonly facts: Partial<VendorStatement>;
  readonly asOf: string;
}

function merged(...said: readonly Said[]): readonly VendorStatement[] {
  const builder = new StatementBuilder();
  for (const { facts, asOf } of said) builder.add({ ...silent, ...facts }, asOf);
  return builder.finish();
}

describe('statements of several documents', () => {
  it('have the facts of the newest and the first day of publication', () => {
    const [one] = merged(
      {
        facts: { severity: 'Critical', exploited: true, published: '2024-05-01' },
        asOf: '2024-05-01',
      },
      {
        facts: { severity: 'Low', exploited: false, source: 'Microsoft, 2024-Jul' },
        asOf: '2024-07-09',
      },
    );
    expect(one).toMatchObject({
      severity: 'Low',
      exploited: false,
      published: '2024-05-01',
      source: 'Microsoft, 2024-Jul',
    });
  });

  it('are of something exploited since the first document said so', () => {
    const marked = { exploited: true, exploitedSince: '2024-06-28' };
    const [late] = merged({ facts: marked, asOf: '2024-06-28' });
    expect(late?.exploitedSince).toBe('2024-06-28');
    const [early] = merged(
      { facts: marked, asOf: '2024-06-28' },
      { facts: { exploitability: 'detected' }, asOf: '2024-06-12' },
    );
    expect(early?.exploitedSince).toBeNull();
    const [denied] = merged(
      { facts: marked, asOf: '2024-06-28' },
      { facts: { exploited: false }, asOf: '2024-07-01' },
    );
    expect(denied?.exploitedSince).toBeNull();
  });

  it('keep what the newest is silent on', () => {
    const cvss = { cvss: 'CVSS:3.1/AV:N', cvssScore: 9.8 };
    const [one] = merged(
      { facts: { ...cvss, exploited: true, exploitability: 'detected' }, asOf: '2024-05-01' },
      { facts: {}, asOf: '2024-07-09' },
    );
    expect(one).toMatchObject({ ...cvss, exploited: true, exploitability: 'detected' });
  });

  it('take the gravest of what is said on one day', () => {
    const wormable = { value: true, source: 'a bulletin' };
    const [one] = merged(
      { facts: { impact: 'Spoofing', severity: 'Low', exploited: false, wormable }, asOf: '2024' },
      {
        facts: {
          impact: 'Remote Code Execution',
          severity: 'Critical',
          exploited: true,
          wormable: { value: false, source: 'a bulletin' },
        },
        asOf: '2024',
      },
    );
    expect(one).toMatchObject({
      impact: 'Remote Code Execution',
      severity: 'Critical',
      exploited: true,
      wormable,
    });
  });

  it('take a word that rates nothing before no word at all', () => {
    const none = { severity: 'None', impact: 'None' };
    expect(merged({ facts: {}, asOf: '2024' }, { facts: none, asOf: '2024' })[0]).toMatchObject(
      none,
    );
  });

  it('come by advisory, one of each', () => {
    const of = (advisory: string): Said => ({ facts: { advisory }, asOf: '2024' });
    expect(merged(of('CVE-3'), of('CVE-1'), of('CVE-3'), of('CVE-2'))).toMatchObject([
      { advisory: 'CVE-1' },
      { advisory: 'CVE-2' },
      { advisory: 'CVE-3' },
    ]);
  });

  const answer = fc.constantFrom(null, false, true);
  const facts = fc.record({
    advisory: fc.constantFrom('CVE-1', 'CVE-2'),
    source: fc.constantFrom('a', 'b'),
    published: fc.constantFrom('2024-01-01', '2024-02-01'),
    title: fc.constantFrom('', 'a', 'b'),
    severity: fc.constantFrom('', 'None', 'Other', 'Low', 'Critical'),
    impact: fc.constantFrom('', 'None', 'Other', 'Spoofing', 'Remote Code Execution'),
    exploited: answer,
    exploitedSince: fc.constantFrom(null, '2024-02-15'),
    disclosed: answer,
    exploitability: fc.constantFrom(null, ...exploitabilities),
    wormable: fc.option(fc.record({ value: fc.boolean(), source: fc.constantFrom('a', 'b') })),
  });
  const score = fc.constantFrom(
    { cvss: '', cvssScore: null },
    { cvss: 'CVSS:3.1/AV:N', cvssScore: 5 },
    { cvss: 'CVSS:3.1/AV:L', cvssScore: 5 },
    { cvss: 'CVSS:3.1/AV:L/E:U', cvssScore: 5 },
    { cvss: 'CVSS:3.1/AV:P', cvssScore: 6.5 },
  );
  const said: fc.Arbitrary<Said> = fc.record({
    facts: fc.tuple(facts, score).map(([first, second]) => ({ ...first, ...second })),
    asOf: fc.constantFrom('2024-01-01', '2024-02-01', '2024-03-01'),
  });

  it('are the same in whatever order the documents come', () => {
    const orders = fc
      .array(said, { maxLength: 6 })
      .chain((list) =>
        fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
      );
    fc.assert(
      fc.property(orders, ([list, shuffled]) => {
        expect(merged(...shuffled)).toEqual(merged(...list));
      }),
    );
  });

  it('are the same when a document is read twice', () => {
    fc.assert(
      fc.property(fc.array(said, { maxLength: 4 }), (list) => {
        expect(merged(...list, ...list)).toEqual(merged(...list));
      }),
    );
  });

  it('say nothing that no document says, and everything that any says', () => {
    fc.assert(
      fc.property(fc.array(said, { minLength: 1, maxLength: 4 }), (list) => {
        for (const one of merged(...list)) {
          const own = list.filter(({ facts: { advisory } }) => advisory === one.advisory);
          const stated = own.flatMap(({ facts: { exploited } }) => exploited ?? []);
          if (stated.length === 0) expect(one.exploited).toBeNull();
          else expect(stated).toContain(one.exploited);
        }
      }),
    );
  });
});
