import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { StatementBuilder, type VendorStatement } from '@daybreak/core/threat';
import { beforeAll, describe, expect, it } from 'vitest';
import { readFeedFolder } from '../src/sync/index.ts';
import { CsvReader } from '../src/table/csv.ts';
import { sharedData, sharedExists } from './shared.ts';
import { deafSink } from './sink.ts';

type Row = Readonly<Record<string, string>>;

/** A table that others made from the same documents, and from those of two months more. */
function joinedTable(): readonly Row[] {
  const rows: Row[] = [];
  let names: readonly string[] | null = null;
  const reader = new CsvReader('joined', (fields) => {
    if (names === null) names = [...fields];
    else rows.push(Object.fromEntries(names.map((name, at) => [name, fields[at] ?? ''])));
  });
  const packed = readFileSync(join(sharedData, 'exploit-timing/msrc-cves-joined.csv.gz'));
  reader.write(gunzipSync(packed).toString());
  reader.end();
  return rows;
}

/** Months of which the documents are not here. */
const absentMonths = ['2025-Sep', '2026-May'];

const answers = new Map([
  [null, ''],
  [false, 'No'],
  [true, 'Yes'],
]);

describe.skipIf(!sharedExists)('what Microsoft says of its advisories (needs ../shared)', () => {
  const said = new Map<string, VendorStatement>();
  let rows: readonly Row[] = [];

  beforeAll(async () => {
    const builder = new StatementBuilder();
    const sink = { ...deafSink, statement: builder.add.bind(builder) };
    const statuses = await readFeedFolder(join(sharedData, 'msrc-cvrf'), sink);
    const reasons = statuses.flatMap(({ drops }) => drops.map(({ reason }) => reason));
    expect(reasons).toEqual(['no update named', "package of Microsoft's Linux"]);
    for (const statement of builder.finish()) said.set(statement.advisory, statement);
    rows = joinedTable().filter(({ cvrf_doc: month = '' }) => !absentMonths.includes(month));
  });

  /** `CVE-2024-1: ours / theirs`, for all that differ. */
  function differences(column: string, ours: (statement: VendorStatement) => string): string[] {
    return rows.flatMap((row) => {
      const statement = said.get(row['cve'] ?? '');
      const theirs = row[column] ?? '';
      if (statement === undefined || ours(statement) === theirs) return [];
      return [`${statement.advisory}: ${ours(statement)} / ${theirs}`];
    });
  }

  it('is there for every advisory of the documents', () => {
    const names = rows.map((row) => row['cve'] ?? '');
    // The one advisory that has a letter behind its number stands under the number here.
    expect(names.filter((name) => !said.has(name))).toEqual(['CVE-2024-21626M']);
    const inTable = new Set(names);
    const more = [...said.keys()].filter((name) => !inTable.has(name));
    // The table has no advisories without a CVE.
    expect(more).toHaveLength(104);
    expect(more.filter((name) => !name.startsWith('ADV'))).toEqual([]);
    expect(said.size).toBe(12_627);
  });

  it('tells of those that came to be marked as exploited after their publication', () => {
    const late = [...said.values()].filter(({ exploitedSince }) => exploitedSince !== null);
    const days = late.map((one) => `${one.advisory} ${one.published} ${one.exploitedSince}`);
    expect(days.sort()).toEqual([
      'CVE-2017-0262 2017-05-09 2017-05-10',
      'CVE-2019-0703 2019-03-12 2019-05-07',
      'CVE-2021-27059 2021-03-09 2021-03-12',
      'CVE-2021-27085 2021-03-09 2021-03-12',
      'CVE-2022-21882 2022-01-11 2022-01-13',
      'CVE-2022-41049 2022-11-08 2022-11-11',
      'CVE-2023-38180 2023-08-08 2023-08-11',
      'CVE-2024-21338 2024-02-13 2024-02-28',
      'CVE-2024-21410 2024-02-13 2024-02-14',
    ]);
  });

  it('is the same on exploitation, disclosure, exploitability and severity', () => {
    const likelihood = ({ exploitability: words }: VendorStatement) =>
      words === null ? '' : `Exploitation ${words.replaceAll(/\b[a-z]/g, (c) => c.toUpperCase())}`;
    const known = rows.filter((row) => row['exploitability_latest'] === 'N/A').length;
    expect(
      differences('exploited_at_release', ({ exploited }) => answers.get(exploited) ?? ''),
    ).toEqual([]);
    expect(
      differences('publicly_disclosed', ({ disclosed }) => answers.get(disclosed) ?? ''),
    ).toEqual([]);
    expect(differences('max_severity', ({ severity }) => severity)).toEqual([]);
    // `N/A` is no word on it.
    const unlike = differences('exploitability_latest', likelihood);
    expect(unlike.filter((line) => !line.endsWith(':  / N/A'))).toEqual([]);
    expect(unlike).toHaveLength(known);
  });

  it('is the same on the day of publication, but for the advisory that is there twice', () => {
    expect(differences('first_revision_date', ({ published }) => published)).toEqual([
      'CVE-2024-21626: 2024-02-05 / 2024-02-28',
    ]);
  });

  it('has the gravest impact, where the table has any of several', () => {
    const unlike = differences('impact', ({ impact }) => impact);
    expect(unlike).toHaveLength(20);
    expect(unlike).toContain('CVE-2016-3213: Remote Code Execution / Elevation of Privilege');
  });

  it('has the score of the newest document that gives one, where the table has the first document', () => {
    const unlike = differences('cvss_base', ({ cvssScore }) => cvssScore?.toFixed(1) ?? '');
    expect(unlike).toHaveLength(16);
    const given = unlike.filter((line) => !line.endsWith('/ '));
    expect(given).toEqual(['CVE-2024-5288: 5.9 / 5.1']);
  });
});
