import type { EpssScore } from '@daybreak/core/threat';
import type { ScoreChange } from '../epss/index.ts';
import {
  ColumnReader,
  ColumnWriter,
  encodeFile,
  type Numbers,
  type OpenFile,
  type Place,
  Sections,
} from '../index-file/index.ts';
import { CveColumn, writeCves } from './cve-column.ts';
import { type ThreatHeader, threatFiles } from './format.ts';

/** A day's scores as columns; the same row is the same CVE. */
export interface EpssColumns {
  /** ISO date of the scores. */
  readonly asOf: string;
  /** Keys of the CVEs (feed/cve.ts), ascending, each once. */
  readonly keys: ArrayLike<number>;
  /** From 0 to 1. */
  readonly scores: ArrayLike<number>;
  /** From 0 to 1. */
  readonly percentiles: ArrayLike<number>;
}

export interface EpssHeader extends ThreatHeader {
  readonly cves: Place;
  readonly changes: Place;
  /** In order of time. */
  readonly days: readonly (Place & { readonly asOf: string })[];
}

/** Shares are kept as whole billionths, which is more digits than FIRST gives; 0 is for none. */
const scale = 1e9;

/**
 * @param days in order of time
 * @param changes on days between, by CVE and then in order of time
 */
export function encodeEpss(
  told: ThreatHeader,
  days: readonly EpssColumns[],
  changes: readonly ScoreChange[] = [],
): Uint8Array {
  const sections = new Sections();
  const keys = [...new Set(days.flatMap((day) => Array.from(day.keys)))].sort((a, b) => a - b);
  const cves = new ColumnWriter();
  writeCves(cves, keys);
  const rows = new Map(keys.map((key, row) => [key, row]));
  const header: EpssHeader = {
    ...told,
    cves: sections.add(cves.bytes()),
    changes: sections.add(encodeChanges(changes)),
    days: days.map((day) => ({ asOf: day.asOf, ...sections.add(encodeDay(day, rows)) })),
  };
  return encodeFile(threatFiles.epss, header, sections);
}

function encodeChanges(changes: readonly ScoreChange[]): Uint8Array {
  const out = new ColumnWriter();
  writeCves(
    out,
    changes.map(({ key }) => key),
  );
  out.strings(changes.map(({ asOf }) => asOf));
  out.numbers(changes.map(({ score }) => Math.round(score * scale)));
  out.numbers(changes.map(({ percentile }) => Math.round(percentile * scale)));
  return out.bytes();
}

function encodeDay(day: EpssColumns, rows: ReadonlyMap<number, number>): Uint8Array {
  const places = Array.from(day.keys, (key) => rows.get(key) ?? 0);
  const out = new ColumnWriter();
  for (const shares of [day.scores, day.percentiles]) {
    const column = new Array<number>(rows.size).fill(0);
    for (const [at, row] of places.entries())
      column[row] = Math.round((shares[at] ?? 0) * scale) + 1;
    out.numbers(column);
  }
  return out.bytes();
}

/** The scores of all days, looked up by CVE. */
export class EpssTable {
  readonly #cves: CveColumn;
  readonly #days: readonly DayColumns[];
  readonly #changes: ChangeColumns;

  constructor(file: OpenFile<EpssHeader>) {
    const { cves, days, changes } = file.header;
    this.#cves = new CveColumn(new ColumnReader(file.section(cves, 'the ids')));
    this.#days = days.map(({ asOf, ...place }) => {
      const columns = new ColumnReader(file.section(place, `the scores of ${asOf}`));
      return { asOf, scores: columns.numbers(), percentiles: columns.numbers() };
    });
    this.#changes = readChanges(new ColumnReader(file.section(changes, 'the changes of scores')));
  }

  /** In order of time, each day once; empty where no day has the CVE. */
  of(advisory: string): readonly EpssScore[] {
    const all = [...this.#changesOf(advisory), ...this.#ofDays(advisory)];
    const byDay = new Map(all.map((score) => [score.asOf, score]));
    return [...byDay.values()].sort((a, b) => (a.asOf < b.asOf ? -1 : 1));
  }

  #changesOf(advisory: string): readonly EpssScore[] {
    const { cves, asOf, scores, percentiles } = this.#changes;
    return cves.rowsOf(advisory).map((row) => ({
      asOf: asOf[row] ?? '',
      score: (scores[row] ?? 0) / scale,
      percentile: (percentiles[row] ?? 0) / scale,
    }));
  }

  #ofDays(advisory: string): readonly EpssScore[] {
    const row = this.#cves.rowOf(advisory);
    if (row === -1) return [];
    return this.#days.flatMap(({ asOf, scores, percentiles }) => {
      const [score = 0, percentile = 0] = [scores[row], percentiles[row]];
      if (score === 0) return [];
      return { asOf, score: (score - 1) / scale, percentile: (percentile - 1) / scale };
    });
  }
}

function readChanges(columns: ColumnReader): ChangeColumns {
  const cves = new CveColumn(columns);
  const [asOf, scores, percentiles] = [columns.strings(), columns.numbers(), columns.numbers()];
  return { cves, asOf, scores, percentiles };
}

interface ChangeColumns {
  readonly cves: CveColumn;
  readonly asOf: readonly string[];
  readonly scores: Numbers;
  readonly percentiles: Numbers;
}

interface DayColumns {
  readonly asOf: string;
  readonly scores: Numbers;
  readonly percentiles: Numbers;
}
