/** Facts of hosts from a table that people keep: CSV, as spreadsheets write it. */

import { readFact } from '@daybreak/core/host-facts';
import { type DelimitedRecord, delimitedRecords } from '@daybreak/core/inventory';
import { type HostFactName, hostFactNames } from '@daybreak/core/urgency';
import { decodeText, type InventoryFile } from '../text/index.ts';
import { type FactHeader, readFactHeader } from './header.ts';

/** One host's row. */
export interface FactRow {
  /** In which it starts; the header's is 1 in most files. */
  readonly line: number;
  readonly name: string;
  /** Empty where the row names none. */
  readonly domain: string;
  /** Those that the row names; an empty cell says nothing. */
  readonly facts: Readonly<Partial<Record<HostFactName, string>>>;
}

export interface FactFileProblem {
  /** From 1; null where the whole file is meant. */
  readonly line: number | null;
  readonly message: string;
}

export interface ReadFactFile {
  readonly rows: readonly FactRow[];
  /** A row that is wrong loses itself, and nothing else. */
  readonly problems: readonly FactFileProblem[];
}

/** Reads a file of any encoding, its cells parted by commas, semicolons or tabs. */
export function readFactFile({ bytes }: Pick<InventoryFile, 'bytes'>): ReadFactFile {
  const decoded = decodeText(bytes);
  if ('message' in decoded) return { rows: [], problems: [decoded] };
  const text = decoded.text.replace(/^\ufeff/, '').replaceAll(/\r\n?/g, '\n');
  const [first, ...records] = delimitedRecords(text, delimiterOf(text));
  if (first === undefined) return { rows: [], problems: [{ line: null, message: 'is empty' }] };
  const header = readFactHeader(first.cells);
  if (typeof header === 'string') {
    return { rows: [], problems: [{ line: first.line, message: header }] };
  }
  const problems: FactFileProblem[] = header.ignored.map((name) => ({
    line: first.line,
    message: `the column "${name}" is no fact, and is left out`,
  }));
  const rows = records.flatMap((record) => readRow(header, record, problems));
  return { rows, problems };
}

/** Of the three, the one that the header has most of. */
function delimiterOf(text: string): string {
  const header = text.trimStart().split('\n', 1)[0] ?? '';
  const counts = [',', ';', '\t'].map((mark) => ({ mark, count: header.split(mark).length }));
  return counts.reduce((best, one) => (one.count > best.count ? one : best)).mark;
}

function readRow(
  { columns }: FactHeader,
  { line, cells, ended }: DelimitedRecord,
  problems: FactFileProblem[],
): FactRow[] {
  const wrong = (message: string): FactRow[] => {
    problems.push({ line, message });
    return [];
  };
  if (!ended) return wrong('a quote is opened and never closed');
  if (cells.length > columns.length) {
    return wrong(`has ${cells.length} cells, and the header has ${columns.length}`);
  }
  const cell = (column: string) => cells[columns.indexOf(column as never)]?.trim() ?? '';
  const name = cell('host');
  if (name === '') return wrong('names no host');
  const facts: Partial<Record<HostFactName, string>> = {};
  for (const fact of hostFactNames.filter((one) => columns.includes(one) && cell(one) !== '')) {
    const read = readFact(fact, cell(fact));
    if ('problem' in read) return wrong(`${name}: ${read.problem}`);
    facts[fact] = read.value;
  }
  return [{ line, name, domain: cell('domain'), facts }];
}
