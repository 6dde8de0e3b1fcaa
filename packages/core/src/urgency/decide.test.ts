import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shipped } from '../../tests/threats.ts';
import { decide, known, shippedPolicies, unknown } from './index.ts';
import { type Input, valuesOf } from './point.ts';

const bod = shipped('bod-26-04');
const said = { source: 'a test', asOf: '2024-07-01' };

describe('an answer with points missing', () => {
  it('takes the value with the most urgent answer, and shows the other', () => {
    const { tier, reasons, alternatives } = decide(bod, [
      known('yes', said),
      known('yes', said),
      unknown(['no', 'yes'], 'nobody says'),
      known('partial', said),
    ]);
    expect(tier.key).toBe('3D');
    expect(reasons[2]).toMatchObject({ input: 'automatable', value: 'yes', assumed: true });
    expect(alternatives).toMatchObject([
      { tier: { key: '14D' }, if: [{ input: 'automatable', values: ['no'] }] },
    ]);
  });

  it('shows no other where the missing point changes nothing', () => {
    const { tier, alternatives } = decide(bod, [
      known('no', said),
      known('no', said),
      known('yes', said),
      unknown(['partial', 'total'], 'nobody says'),
    ]);
    expect([tier.key, alternatives]).toEqual(['60D', []]);
  });

  it('says in few words when which other answer holds', () => {
    const { tier, alternatives } = decide(bod, [
      known('yes', said),
      known('no', said),
      unknown(['no', 'yes'], 'nobody says'),
      unknown(['partial', 'total'], 'nobody says'),
    ]);
    expect(tier.key).toBe('3DF');
    expect(alternatives.map((one) => [one.tier.key, one.if])).toEqual([
      ['14D', [{ input: 'impact', values: ['partial'] }]],
      [
        '14D',
        [
          { input: 'automatable', values: ['no'] },
          { input: 'impact', values: ['total'] },
        ],
      ],
    ]);
  });

  it('keeps to what an old source said, and shows what may be by now', () => {
    const stale = { ...known('no', said), possible: ['no', 'yes'] };
    const { tier, alternatives } = decide(bod, [
      stale,
      known('yes', said),
      known('yes', said),
      known('total', said),
    ]);
    expect([tier.key, alternatives[0]?.tier.key]).toEqual(['3D', '3DF']);
  });
});

describe('for every policy that Daybreak brings along', () => {
  const readingOf = (input: Input) =>
    fc
      .subarray([...valuesOf(input)], { minLength: 1 })
      .map((values) =>
        values.length === 1 ? known(values[0] ?? '', said) : unknown(values, 'nobody says'),
      );

  it.each(shippedPolicies.map(({ policy }) => policy))(
    '%s: nothing that is possible is more urgent, and all of it is shown',
    (id) => {
      const policy = shipped(id);
      const rankOf = (key: string) => policy.tiers.findIndex((tier) => tier.key === key);
      fc.assert(
        fc.property(fc.tuple(...policy.inputs.map(readingOf)), (readings) => {
          const { tier, alternatives } = decide(policy, readings);
          const others = new Set(alternatives.map((one) => one.tier.key));
          const single = readings.map((reading) =>
            reading.possible.map((value) => known(value, said)),
          );
          for (const one of product(single)) {
            const certain = decide(policy, one).tier;
            expect(rankOf(certain.key)).toBeGreaterThanOrEqual(rankOf(tier.key));
            if (certain.key !== tier.key) expect(others).toContain(certain.key);
          }
        }),
        { numRuns: 40 },
      );
    },
  );
});

function product<T>(lists: readonly (readonly T[])[]): readonly (readonly T[])[] {
  return lists.reduce<readonly (readonly T[])[]>(
    (rows, list) => rows.flatMap((row) => list.map((one) => [...row, one])),
    [[]],
  );
}
