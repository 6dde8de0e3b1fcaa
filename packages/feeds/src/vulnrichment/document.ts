import { type ArchiveEntry, entryBytes, tarEntries, zipEntries } from '../archive/index.ts';
import { unpack } from '../feed/index.ts';
import { readCveRecord, recordBytesMax } from './cve-record.ts';
import type { SsvcRecord } from './record.ts';
import { readSsvcTable } from './table.ts';

/** How a document carries its records. */
export type VulnrichmentForm = 'table' | 'tar' | 'zip' | 'record';

/** @param path only its name is looked at */
export function formOf(path: string): VulnrichmentForm {
  if (/\.csv(?:\.gz)?$/i.test(path)) return 'table';
  if (/\.tar(?:\.gz)?$|\.tgz$/i.test(path)) return 'tar';
  return /\.zip$/i.test(path) ? 'zip' : 'record';
}

/** @throws FeedError */
export async function readSsvcRecords(
  bytes: Uint8Array,
  form: VulnrichmentForm,
  source: string,
): Promise<readonly SsvcRecord[]> {
  switch (form) {
    case 'table':
      return readSsvcTable(bytes, source);
    case 'tar':
      return readArchive(tarEntries(bytes, source), source);
    case 'zip':
      return readArchive(zipEntries(bytes, source), source);
    case 'record':
      return [readCveRecord(unpack(bytes, source), source)];
    default:
      return form satisfies never;
  }
}

const recordName = /(?:^|\/)CVE-\d{4}-\d{4,}\.json$/;

/** The records of an archive, which has other files too. */
async function readArchive(
  entries: AsyncGenerator<ArchiveEntry>,
  source: string,
): Promise<readonly SsvcRecord[]> {
  const records: SsvcRecord[] = [];
  for await (const entry of entries) {
    if (!recordName.test(entry.name)) continue;
    const file = `${source}/${entry.name}`;
    records.push(readCveRecord(await entryBytes(entry, file, recordBytesMax), file));
  }
  return records;
}
