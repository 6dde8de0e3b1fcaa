import { cveKey, cveOfKey, FeedError, unpack } from '../feed/index.ts';
import { type FieldOf, Table } from '../table/index.ts';
import { scoreInstant } from './score-date.ts';

const columns = ['cve', 'epss', 'percentile'] as const;
type Column = (typeof columns)[number];

/** The scores of one day, as columns in the order of the keys. */
export interface EpssDay {
  /** ISO date of the scores. */
  readonly asOf: string;
  /** Keys of the CVEs (feed/cve.ts), ascending, each once. */
  readonly keys: Float64Array;
  /** Probabilities from 0 to 1. */
  readonly scores: Float64Array;
  /** Shares from 0 to 1. */
  readonly percentiles: Float64Array;
}

interface Row {
  readonly key: number;
  readonly score: number;
  readonly percentile: number;
}

/**
 * Reads a day's scores of FIRST's Exploit Prediction Scoring System.
 * @throws FeedError with the row
 */
export function readEpss(bytes: Uint8Array, source: string): EpssDay {
  const text = unpack(bytes, source);
  const asOf = scoreInstant(headOf(text), source).slice(0, 10);
  const rows: Row[] = [];
  const table = new Table(source, columns, (field, rowNumber) => {
    rows.push(readRow(field, source, rowNumber));
  });
  table.write(text);
  table.endWithLine();
  return { asOf, ...columnsOf(rows, source) };
}

function headOf(text: Uint8Array): string {
  return new TextDecoder().decode(text.subarray(0, 1024));
}

function readRow(field: FieldOf<Column>, source: string, rowNumber: number): Row {
  const [cve, score, percentile] = [field('cve'), field('epss'), field('percentile')];
  const key = cveKey(cve);
  const refuse = (message: string): never => {
    throw new FeedError('invalid', source, `row ${rowNumber}`, message);
  };
  if (key === null) return refuse(`"${cve}" is not a CVE id`);
  return {
    key,
    score: readShare(score) ?? refuse(`epss "${score}" is not a number from 0 to 1`),
    percentile:
      readShare(percentile) ?? refuse(`percentile "${percentile}" is not a number from 0 to 1`),
  };
}

/** A number from 0 to 1, `0.00042` or `4e-05`; null for anything else. */
export function readShare(text: string): number | null {
  if (!/^\d*\.?\d+(?:e-?\d{1,3})?$/i.test(text)) return null;
  const number = Number(text);
  return number >= 0 && number <= 1 ? number : null;
}

function columnsOf(rows: Row[], source: string): Omit<EpssDay, 'asOf'> {
  rows.sort((a, b) => a.key - b.key);
  const twice = rows.find(({ key }, at) => key === rows[at + 1]?.key);
  if (twice !== undefined) {
    throw new FeedError('invalid', source, '', `${cveOfKey(twice.key)} has two rows`);
  }
  return {
    keys: Float64Array.from(rows, ({ key }) => key),
    scores: Float64Array.from(rows, ({ score }) => score),
    percentiles: Float64Array.from(rows, ({ percentile }) => percentile),
  };
}
