import { cveKey, FeedError, unpack } from '../feed/index.ts';
import { Table } from '../table/index.ts';
import type { SsvcRecord } from './record.ts';

const columns = [
  'cve',
  'exploitation',
  'automatable',
  'technical_impact',
  'ssvc_timestamp',
] as const;

/** Whether the first line of a document is the header of such a table. */
export function isSsvcHeader(line: string): boolean {
  const names = line
    .replace(/^\uFEFF/, '')
    .trim()
    .replaceAll('"', '')
    .split(',');
  return columns.every((column) => names.includes(column));
}

/** @throws FeedError with the row */
export function readSsvcTable(bytes: Uint8Array, source: string): readonly SsvcRecord[] {
  const records: SsvcRecord[] = [];
  const table = new Table(source, columns, (field, rowNumber) => {
    const advisory = field('cve');
    if (cveKey(advisory) === null) {
      throw new FeedError('invalid', source, `row ${rowNumber}`, `"${advisory}" is not a CVE id`);
    }
    records.push({
      advisory,
      exploitation: field('exploitation'),
      automatable: field('automatable'),
      technicalImpact: field('technical_impact'),
      timestamp: field('ssvc_timestamp'),
    });
  });
  table.write(unpack(bytes, source));
  table.endWithLine();
  return records;
}

/** The records as a table again. */
export function formatSsvcTable(records: Iterable<SsvcRecord>): string {
  const lines = [columns.join()];
  for (const { advisory, exploitation, automatable, technicalImpact, timestamp } of records) {
    const fields = [advisory, exploitation, automatable, technicalImpact, timestamp];
    lines.push(fields.map(quoted).join());
  }
  return `${lines.join('\n')}\n`;
}

function quoted(field: string): string {
  return /[",\r\n#]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}
