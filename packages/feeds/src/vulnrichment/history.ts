import { recordMs, type SsvcRecord } from './record.ts';

/**
 * The records to keep of all that documents have: of each CVE the newest, and those before it that said
 * something else than the one before them. CISA stamps records anew whose points stay as they are; the
 * first of such a run tells since when they hold.
 * @returns by CVE, and those of one in order of time
 */
export function keptRecords(documents: readonly (readonly SsvcRecord[])[]): readonly SsvcRecord[] {
  const byCve = Map.groupBy(documents.flat(), ({ advisory }) => advisory);
  return [...byCve].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, records]) => kept(records));
}

function kept(records: readonly SsvcRecord[]): readonly SsvcRecord[] {
  if (records.length === 1) return records;
  const sorted = records.toSorted((a, b) => recordMs(a) - recordMs(b));
  const newest = sorted.at(-1);
  // One without a time has no place among the others.
  const dated = sorted.filter((record) => recordMs(record) !== Number.NEGATIVE_INFINITY);
  if (dated.length === 0) return newest === undefined ? [] : [newest];
  const changes = dated.filter((record, at) => wordsOf(record) !== wordsOf(dated[at - 1]));
  return newest === undefined || isThere(changes, newest) ? changes : [...changes, newest];
}

function isThere(changes: readonly SsvcRecord[], newest: SsvcRecord): boolean {
  return changes.some((one) => recordMs(one) === recordMs(newest));
}

function wordsOf(record: SsvcRecord | undefined): string {
  if (record === undefined) return '';
  const { exploitation, automatable, technicalImpact } = record;
  return [exploitation, automatable, technicalImpact].join('|').toLowerCase();
}
