import { describe, expect, it } from 'vitest';
import { countCells, coverageYears, coveredTogether } from './coverage.ts';

const complete = (month: string) => ({ month, state: 'complete' as const, reason: '', count: 9 });
const partial = {
  month: '2024-06',
  state: 'partial' as const,
  reason: 'before the release',
  count: 1,
};

describe('the calendar of a feed', () => {
  const years = coverageYears([complete('2023-11'), complete('2024-02'), partial], '2024-07');
  const cell = (month: string) =>
    years.flatMap(({ cells }) => cells).find((one) => one.month === month);

  it('has a row for each year, the newest first, and twelve months in each', () => {
    expect(years.map(({ year }) => year)).toEqual([2024, 2023]);
    expect(years.every(({ cells }) => cells.length === 12)).toBe(true);
  });

  it('shows a month between two others that is not there as missing', () => {
    expect(cell('2023-12')?.kind).toBe('missing');
  });

  it('shows the months since the last one as missing, up to the present one', () => {
    expect(cell('2024-07')?.kind).toBe('missing');
    expect(cell('2024-08')?.kind).toBe('outside');
  });

  it('expects nothing before the first month', () => {
    expect(cell('2023-10')?.kind).toBe('outside');
  });

  it('keeps why a month is partial', () => {
    expect(cell('2024-06')).toEqual({ ...partial, kind: 'partial' });
  });

  it('counts each month once', () => {
    expect(countCells(years)).toEqual({ complete: 2, partial: 1, missing: 6, outside: 15 });
  });
});

describe('feeds together', () => {
  it('cover a month completely when one of them does, in whatever order', () => {
    const other = complete('2024-06');
    expect(coveredTogether([[partial], [other]])).toEqual([other]);
    expect(coveredTogether([[other], [partial]])).toEqual([other]);
  });

  it('cover every month that one of them covers', () => {
    const months = coveredTogether([[partial], [complete('2024-02')], []]);
    expect(months.map(({ month }) => month).sort()).toEqual(['2024-02', '2024-06']);
  });
});

describe('the calendar of an empty feed', () => {
  it('is the present year, with the present month missing', () => {
    const years = coverageYears([], '2024-07');
    expect(countCells(years)).toEqual({ complete: 0, partial: 0, missing: 1, outside: 11 });
  });
});
