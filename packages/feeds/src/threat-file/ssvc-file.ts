import { historyOf, type SsvcHistory, type SsvcPoints } from '@daybreak/core/threat';
import { cveKey } from '../feed/cve.ts';
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

export interface SsvcHeader extends ThreatHeader {
  readonly points: Place;
}

const exploitations = [null, 'none', 'poc', 'active'] as const;
const automatables = [null, 'no', 'yes'] as const;
const technicalImpacts = [null, 'partial', 'total'] as const;

/** @param points by CVE; each row is of one time */
export function encodeSsvc(
  told: ThreatHeader,
  points: ReadonlyMap<string, SsvcHistory>,
): Uint8Array {
  const sorted = [...points]
    .map(([advisory, { earlier = [], ...one }]) => ({
      all: [...earlier, one],
      key: cveKey(advisory) ?? 0,
    }))
    .sort((a, b) => a.key - b.key)
    .flatMap(({ all, key }) => all.map((one) => ({ ...one, key })));
  const out = new ColumnWriter();
  writeCves(
    out,
    sorted.map(({ key }) => key),
  );
  out.strings(sorted.map(({ asOf }) => asOf));
  out.numbers(sorted.map(({ exploitation }) => exploitations.indexOf(exploitation)));
  out.numbers(sorted.map(({ automatable }) => automatables.indexOf(automatable)));
  out.numbers(sorted.map(({ technicalImpact }) => technicalImpacts.indexOf(technicalImpact)));
  const sections = new Sections();
  const header: SsvcHeader = { ...told, points: sections.add(out.bytes()) };
  return encodeFile(threatFiles.vulnrichment, header, sections);
}

/** The decision points, looked up by CVE. */
export class SsvcTable {
  readonly #cves: CveColumn;
  readonly #asOf: readonly string[];
  readonly #exploitation: Numbers;
  readonly #automatable: Numbers;
  readonly #technicalImpact: Numbers;

  constructor(file: OpenFile<SsvcHeader>) {
    const columns = new ColumnReader(file.section(file.header.points, 'the points'));
    this.#cves = new CveColumn(columns);
    this.#asOf = columns.strings();
    this.#exploitation = columns.numbers();
    this.#automatable = columns.numbers();
    this.#technicalImpact = columns.numbers();
  }

  /** Null where nobody set any. */
  of(advisory: string): SsvcHistory | null {
    return historyOf(this.#cves.rowsOf(advisory).map((row) => this.#at(row)));
  }

  #at(row: number): SsvcPoints {
    return {
      asOf: this.#asOf[row] ?? '',
      exploitation: exploitations[this.#exploitation[row] ?? 0] ?? null,
      automatable: automatables[this.#automatable[row] ?? 0] ?? null,
      technicalImpact: technicalImpacts[this.#technicalImpact[row] ?? 0] ?? null,
    };
  }
}
