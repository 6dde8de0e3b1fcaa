import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { epssCsv } from '../../tests/threats.ts';
import { cveOfKey } from '../feed/index.ts';
import {
  changedScores,
  formatScoreChanges,
  readEpss,
  readScoreChanges,
  scoreInstant,
} from './index.ts';

const row = 'CVE-2024-30051,0.01167,0.83393';

function read(text: string) {
  return readEpss(Buffer.from(text), 'epss.csv');
}

describe('readEpss', () => {
  it('reads scores in the order of the ids, packed or not', () => {
    const text = epssCsv('2026-01-30', row, 'CVE-2024-9999,4e-05,0.00142', 'CVE-1999-0001,1,1.0');
    const day = read(text);
    expect(Array.from(day.keys, cveOfKey)).toEqual([
      'CVE-1999-0001',
      'CVE-2024-9999',
      'CVE-2024-30051',
    ]);
    expect([...day.scores]).toEqual([1, 0.00004, 0.01167]);
    expect([...day.percentiles]).toEqual([1, 0.00142, 0.83393]);
    expect(day.asOf).toBe('2026-01-30');
    expect(readEpss(gzipSync(text), 'epss.csv.gz')).toEqual(day);
  });

  it.each([
    ['a score above 1', row.replace('0.01167', '1.1'), 'invalid', 'row 2'],
    ['a score below 0', row.replace('0.01167', '-0.1'), 'invalid', 'row 2'],
    ['no score', row.replace('0.01167', ''), 'invalid', 'row 2'],
    ['a wrong percentile', row.replace('0.83393', 'NaN'), 'invalid', 'row 2'],
    ['a wrong id', row.replace('30051', '051'), 'invalid', 'row 2'],
    ['a field too few', 'CVE-2024-30051,0.01167', 'damaged', 'row 2'],
    ['an id twice', `${row}\n${row}`, 'invalid', ''],
  ])('refuses %s', (_, rows, code, place) => {
    expect(() => read(epssCsv('2026-01-30', rows))).toThrow(
      expect.objectContaining({ name: 'FeedError', code, place, source: 'epss.csv' }),
    );
  });

  it('refuses a file that was cut within its last row, though the row would fit', () => {
    expect(() => read(epssCsv('2026-01-30', row, row.replace('51', '52')).slice(0, -3))).toThrow(
      expect.objectContaining({ code: 'damaged', place: 'row 3' }),
    );
  });
});

describe('changedScores', () => {
  const [before, after] = [
    epssCsv('2026-01-30', row, 'CVE-2024-0001,0.29,0.9', 'CVE-2024-0002,0.5,0.9'),
    epssCsv(
      '2026-01-31',
      row.replace('0.011', '0.019'),
      'CVE-2024-0001,0.28999,0.9',
      'CVE-2024-0003,0,0',
    ),
  ].map(read);

  it('are those of another hundredth, and those of new CVEs', () => {
    const changes = before && after ? changedScores(before, after) : [];
    const told = changes.map(({ key, asOf, score }) => [cveOfKey(key), asOf, score]);
    expect(told).toEqual([
      ['CVE-2024-0001', '2026-01-31', 0.28999],
      ['CVE-2024-0003', '2026-01-31', 0],
    ]);
    const text = formatScoreChanges(changes);
    expect(readScoreChanges(Buffer.from(text), 'changes.csv')).toEqual(changes);
  });

  it.each([
    'CVE-1,2026-01-31,0.1,0.1',
    'CVE-2024-0001,today,0.1,0.1',
    'CVE-2024-0001,2026-01-31,2,0.1',
  ])('refuse a row such as %s', (wrong) => {
    const text = `cve,score_date,epss,percentile\n${wrong}\n`;
    expect(() => readScoreChanges(Buffer.from(text), 'changes.csv')).toThrow(
      expect.objectContaining({ code: 'invalid', place: 'row 2' }),
    );
  });
});

describe('scoreInstant', () => {
  it.each([
    ['2024-01-13T00:00:00+0000', '2024-01-13T00:00:00'],
    ['2026-01-30T12:55:00Z', '2026-01-30T12:55:00'],
  ])('reads the form of %s', (date, instant) => {
    expect(scoreInstant(`#model_version:v1,score_date:${date}\n`, 'x')).toBe(instant);
  });

  it.each([
    ['#model_version:v1,score_date:soon\n', 'invalid'],
    ['cve,epss,percentile\n', 'not-recognised'],
  ])('refuses %j', (head, code) => {
    expect(() => scoreInstant(head, 'x')).toThrow(expect.objectContaining({ code }));
  });
});
