import { type FeedMonth, type FeedStatus, patchTuesday } from '@daybreak/core/bulletin';
import { zipEntries } from '../archive/index.ts';
import { DropCounter, FeedError, type FeedSink } from '../feed/index.ts';
import { Table } from '../table/index.ts';
import { columns, RowReader } from './row.ts';

const definitions = /^CVEs_(\d{4})(\d{2})(\d{2})\.csv$/;
const custom = /^Custom_\d{8}\.csv$/;

interface Counts {
  rows: number;
  readonly byMonth: Map<string, number>;
  readonly drops: DropCounter;
}

/**
 * The date of an archive's table, `2026-06-28`; null when it holds none.
 * @throws FeedError when it is not a whole zip archive
 */
export async function definitionsDate(bytes: Uint8Array, source: string): Promise<string | null> {
  for await (const { name } of zipEntries(bytes, source)) {
    const date = tableDate(name);
    if (date !== null) return date;
  }
  return null;
}

function tableDate(name: string): string | null {
  const [, year, month, day] = definitions.exec(name) ?? [];
  return year === undefined ? null : `${year}-${month}-${day}`;
}

/**
 * Reads the archive of definitions that the WES-NG project publishes: one table of all Microsoft
 * updates since 2008, one of additions by hand (service packs, ends of support).
 * @throws FeedError
 */
export async function readDefinitions(
  bytes: Uint8Array,
  source: string,
  sink: FeedSink,
): Promise<FeedStatus> {
  const counts: Counts = { rows: 0, byMonth: new Map(), drops: new DropCounter() };
  const reader = new RowReader();
  let asOf = '';
  let documents = 0;
  for await (const { name, pieces } of zipEntries(bytes, source)) {
    const date = tableDate(name);
    if (date === null && !custom.test(name)) continue;
    asOf = date ?? asOf;
    documents += 1;
    const file = `${source}/${name}`;
    // The additions tell nothing about how well their months are covered.
    await readTable(pieces(), file, reader, sink, counts, date !== null);
  }
  if (asOf === '') throw new FeedError('not-recognised', source, '', 'no CVEs_<date>.csv in it');
  return {
    name: 'definitions',
    source,
    asOf,
    months: monthsOf(counts.byMonth, asOf),
    documents,
    rows: counts.rows,
    drops: counts.drops.list(),
  };
}

async function readTable(
  pieces: AsyncGenerator<Uint8Array>,
  file: string,
  reader: RowReader,
  sink: FeedSink,
  counts: Counts,
  countMonths: boolean,
): Promise<void> {
  const table = new Table(file, columns, (field, rowNumber) => {
    const fix = reader.read(field);
    if (typeof fix === 'string') {
      counts.drops.add(
        fix,
        () => `${file} row ${rowNumber}: ${field('CVE')} ${field('BulletinKB')}`,
      );
      return;
    }
    sink.fix('definitions', fix);
    counts.rows += 1;
    if (!countMonths) return;
    const month = fix.published.slice(0, 7);
    counts.byMonth.set(month, (counts.byMonth.get(month) ?? 0) + 1);
  });
  for await (const piece of pieces) table.write(piece);
  table.end();
}

function monthsOf(byMonth: ReadonlyMap<string, number>, asOf: string): readonly FeedMonth[] {
  return [...byMonth]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([month, count]) => {
      const release = patchTuesday(month);
      if (release < asOf) return { month, state: 'complete', reason: '', count };
      const reason = `taken on ${asOf}, not after that month's release on ${release}`;
      return { month, state: 'partial', reason, count };
    });
}
