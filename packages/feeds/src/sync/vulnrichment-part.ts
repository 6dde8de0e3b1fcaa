import { gzipSync } from 'node:zlib';
import type { SsvcPoints } from '@daybreak/core/threat';
import type { DropCounter } from '../feed/index.ts';
import { encodeSsvc } from '../threat-file/index.ts';
import {
  formatSsvcTable,
  formOf,
  newestRecords,
  pointsOf,
  readSsvcRecords,
  type SsvcRecord,
} from '../vulnrichment/index.ts';
import { threatPart } from './threat-part.ts';

/** The one table in which the store keeps all records that it knows. */
const storedTable = 'vulnrichment.csv.gz';

/** Vulnrichment: the newest SSVC points of each CVE. */
export const vulnrichmentPart = threatPart('vulnrichment', async ({ newest, read }, drops) => {
  const documents: (readonly SsvcRecord[])[] = [];
  for (const file of newest) {
    documents.push(await readSsvcRecords(await read(file), formOf(file.path), file.source));
  }
  const records = newestRecords(documents);
  const points = pointsByCve(records, drops);
  const dates = [...points.values()].map(({ asOf }) => asOf).sort();
  return {
    asOf: dates.at(-1) ?? null,
    rows: points.size,
    encode: (told) => encodeSsvc(told, points),
    together:
      records.length === 0
        ? []
        : [{ name: storedTable, bytes: gzipSync(formatSsvcTable(records)) }],
  };
});

function pointsByCve(
  records: readonly SsvcRecord[],
  drops: DropCounter,
): ReadonlyMap<string, SsvcPoints> {
  const points = new Map<string, SsvcPoints>();
  for (const record of records) {
    const read = pointsOf(record, drops);
    if (read !== null) points.set(record.advisory, read);
  }
  return points;
}
