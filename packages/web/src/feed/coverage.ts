/** A feed's months laid out as a calendar: a row a year, a cell a month. */
import type { FeedStatus } from '@daybreak/protocol/feed';

type FeedMonth = FeedStatus['months'][number];

/** `outside`: before the feed's first month or after the present one; nothing is expected there. */
export type MonthCell =
  | (FeedMonth & { readonly kind: 'complete' })
  | (FeedMonth & { readonly kind: 'partial' })
  | { readonly kind: 'missing'; readonly month: string }
  | { readonly kind: 'outside'; readonly month: string };

export interface CoverageYear {
  readonly year: number;
  readonly cells: readonly MonthCell[];
}

/**
 * What several feeds cover together: a month is complete where one of them has it complete, and
 * partial where one of them has a part of it.
 */
export function coveredTogether(feeds: readonly (readonly FeedMonth[])[]): FeedMonth[] {
  const best = new Map<string, FeedMonth>();
  for (const month of feeds.flat()) {
    const other = best.get(month.month);
    if (other === undefined || isBetter(month, other)) best.set(month.month, month);
  }
  return [...best.values()];
}

function isBetter(month: FeedMonth, other: FeedMonth): boolean {
  if (month.state !== other.state) return month.state === 'complete';
  return month.count > other.count;
}

/** From the feed's first month to the present one (`2024-06`), the newest year first. */
export function coverageYears(months: readonly FeedMonth[], present: string): CoverageYear[] {
  const known = new Map(months.map((month) => [month.month, month]));
  const sorted = [...known.keys()].sort();
  const [first = present] = sorted;
  const [firstYear, lastYear] = [
    yearOf(first),
    yearOf([...sorted, present].sort().at(-1) ?? present),
  ];
  return Array.from({ length: lastYear - firstYear + 1 }, (_, back) => {
    const year = lastYear - back;
    return { year, cells: monthsOf(year).map((month) => cellOf(month)) };
  });

  function cellOf(month: string): MonthCell {
    const found = known.get(month);
    if (found?.state === 'complete') return { ...found, kind: 'complete' };
    if (found?.state === 'partial') return { ...found, kind: 'partial' };
    return { kind: month < first || month > present ? 'outside' : 'missing', month };
  }
}

/** How many months are in which state. */
export function countCells(years: readonly CoverageYear[]): Record<MonthCell['kind'], number> {
  const counts = { complete: 0, partial: 0, missing: 0, outside: 0 };
  for (const { cells } of years) for (const { kind } of cells) counts[kind] += 1;
  return counts;
}

function monthsOf(year: number): string[] {
  return Array.from({ length: 12 }, (_, at) => `${year}-${String(at + 1).padStart(2, '0')}`);
}

function yearOf(month: string): number {
  return Number(month.slice(0, 4));
}
