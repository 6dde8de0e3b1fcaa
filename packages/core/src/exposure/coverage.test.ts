import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { feed, host, windows7Host } from '../../tests/invented.ts';
import type { WindowsHost } from '../inventory/index.ts';
import type { CoverageBasis } from './basis.ts';
import { completeMonths, feedBasis, monthsBetween, newestReleaseMonth } from './coverage.ts';
import { Coverage } from './uncovered-months.ts';

describe('the newest month with a release', () => {
  it.each([
    ['2024-06-10', '2024-05'],
    ['2024-06-11', '2024-06'],
    ['2024-01-08', '2023-12'],
    ['2006-08-09', '2006-08'],
  ])('on %s is %s', (day, month) => {
    expect(newestReleaseMonth(day)).toBe(month);
  });
});

describe('months between', () => {
  it('count both ends, over the turn of a year', () => {
    expect(monthsBetween('2023-11', '2024-02')).toEqual([
      '2023-11',
      '2023-12',
      '2024-01',
      '2024-02',
    ]);
    expect(monthsBetween('2024-02', '2024-01')).toEqual([]);
  });

  it('are as many as the calendar has', () => {
    const month = fc.integer({ min: 2000 * 12, max: 2030 * 12 });
    const text = (at: number) => `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`;
    fc.assert(
      fc.property(month, fc.nat(400), (first, more) => {
        expect(monthsBetween(text(first), text(first + more))).toHaveLength(more + 1);
      }),
    );
  });
});

describe('a month', () => {
  it('is covered by feeds of bulletins that have it whole, not by KEV', () => {
    const feeds = [
      feed({ partial: ['2024-06'] }),
      { ...feed(), name: 'definitions' as const },
      { ...feed(), name: 'kev' as const },
    ];
    const june = (of: typeof feeds) => completeMonths(of).has('2024-06');
    expect(june(feeds)).toBe(true);
    const withoutDefinitions = feeds.filter(({ name }) => name !== 'definitions');
    expect(june(withoutDefinitions)).toBe(false);
  });
});

function uncoveredMonths(of: WindowsHost, basis: CoverageBasis): readonly string[] {
  return new Coverage(basis).missing(of);
}

describe('the months that may hold updates unknown to all feeds', () => {
  const asOf = '2024-06-20';

  it('are the newest alone where updates are cumulative', () => {
    const feeds = [feed({ missing: ['2024-03'], partial: ['2024-06'] })];
    expect(uncoveredMonths(host(), { asOf, feeds })).toEqual(['2024-06']);
  });

  it('are all since the service pack, up to the end of support, where they are not', () => {
    const missing = ['2011-01', '2011-02', '2015-05', '2020-01', '2020-02'];
    const uncovered = uncoveredMonths(windows7Host(), { asOf, feeds: [feed({ missing })] });
    expect(uncovered).toEqual(['2011-02', '2015-05', '2020-01']);
  });

  it('are kept for each kind of host, asked in any order', () => {
    const coverage = new Coverage({ asOf, feeds: [feed({ missing: ['2015-05', '2024-06'] })] });
    for (const _ of ['first', 'again']) {
      expect(coverage.missing(windows7Host())).toEqual(['2015-05']);
      expect(coverage.missing(host())).toEqual(['2024-06']);
    }
  });

  it('are none that another feed has whole', () => {
    const feeds = [feed({ missing: ['2024-06'] }), { ...feed(), name: 'definitions' as const }];
    expect(uncoveredMonths(host(), { asOf, feeds })).toEqual([]);
  });

  it('are all where there is no feed', () => {
    expect(uncoveredMonths(host(), { asOf, feeds: [] })).toEqual(['2024-06']);
    expect(uncoveredMonths(windows7Host(), { asOf, feeds: [] })).toHaveLength(108);
  });

  it('begin before every feed for a product that is not known', () => {
    const odd = windows7Host({ family: 'Windows NT' });
    expect(uncoveredMonths(odd, { asOf, feeds: [feed({ missing: ['2000-01'] })] })).toEqual([
      '2000-01',
    ]);
  });
});

describe('a feed as the basis of an answer', () => {
  it('is as old as its own newest knowledge, or as the question', () => {
    const old = { ...feed(), asOf: '2020-01-01' };
    expect(feedBasis(old, '2024-06-20').asOf).toBe('2020-01-01');
    expect(feedBasis(feed(), '2024-06-20').asOf).toBe('2024-06-20');
  });

  it('covers one month, or nothing, in plain words', () => {
    const months = feed().months.filter(({ month }) => month === '2006-08');
    expect(feedBasis({ ...feed(), months }, '2024-06-20').covers).toBe('2006-08');
    expect(feedBasis({ ...feed(), months: [] }, '2024-06-20').covers).toBe('nothing');
  });
});
