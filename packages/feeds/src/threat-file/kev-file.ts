import type { KevDue, KevListing } from '@daybreak/core/threat';
import { cveKey } from '../feed/cve.ts';
import {
  ColumnReader,
  ColumnWriter,
  encodeFile,
  type OpenFile,
  type Place,
  Sections,
} from '../index-file/index.ts';
import { CveColumn, writeCves } from './cve-column.ts';
import { type ThreatHeader, threatFiles } from './format.ts';

export interface KevHeader extends ThreatHeader {
  readonly listings: Place;
}

/** @param listings each advisory's in order of time */
export function encodeKev(told: ThreatHeader, listings: readonly KevListing[]): Uint8Array {
  const sorted = listings
    .map((listing) => ({ ...listing, key: cveKey(listing.advisory) ?? 0 }))
    .sort((a, b) => a.key - b.key);
  const due = sorted.flatMap((listing) => listing.due);
  const out = new ColumnWriter();
  writeCves(
    out,
    sorted.map(({ key }) => key),
  );
  out.strings(sorted.map(({ added }) => added ?? ''));
  out.strings(sorted.map(({ removed }) => removed ?? ''));
  out.strings(sorted.map(({ ransomware }) => ransomware ?? ''));
  out.numbers(sorted.map((listing) => listing.due.length));
  out.strings(due.map(({ from }) => from));
  out.strings(due.map(({ day }) => day ?? ''));
  const sections = new Sections();
  const header: KevHeader = { ...told, listings: sections.add(out.bytes()) };
  return encodeFile(threatFiles.kev, header, sections);
}

/** All listings, by advisory. */
export function decodeKev(file: OpenFile<KevHeader>): ReadonlyMap<string, readonly KevListing[]> {
  const columns = new ColumnReader(file.section(file.header.listings, 'the listings'));
  const advisories = new CveColumn(columns).ids();
  const [added, removed, ransomware] = [columns.strings(), columns.strings(), columns.strings()];
  const due = decodeDue(columns);
  const listings = advisories.map((advisory, at) => ({
    advisory,
    added: added[at] || null,
    removed: removed[at] || null,
    due: due[at] ?? [],
    ransomware: ransomware[at] || null,
  }));
  return Map.groupBy(listings, ({ advisory }) => advisory);
}

function decodeDue(columns: ColumnReader): readonly (readonly KevDue[])[] {
  const counts = columns.numbers();
  const from = columns.strings();
  const days = columns.strings();
  const all = from.map((day, at) => ({ from: day, day: days[at] || null }));
  let end = 0;
  return Array.from(counts, (count) => {
    end += count;
    return all.slice(end - count, end);
  });
}
