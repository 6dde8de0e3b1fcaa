import { gzipSync } from 'node:zlib';
import { historyOf, type SsvcHistory } from '@daybreak/core/threat';
import { DropCounter } from '../feed/index.ts';
import { encodeSsvc } from '../threat-file/index.ts';
import {
  formatSsvcTable,
  formOf,
  keptRecords,
  pointsOf,
  readSsvcRecords,
  type SsvcRecord,
} from '../vulnrichment/index.ts';
import { threatPart } from './threat-part.ts';

/** The one table in which the store keeps all records that it knows. */
const storedTable = 'vulnrichment.csv.gz';

/** Vulnrichment: the SSVC points of each CVE, the newest and what they were before. */
export const vulnrichmentPart = threatPart('vulnrichment', async ({ newest, read }, drops) => {
  const documents: (readonly SsvcRecord[])[] = [];
  for (const file of newest) {
    documents.push(await readSsvcRecords(await read(file), formOf(file.path), file.source));
  }
  const records = keptRecords(documents);
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
): ReadonlyMap<string, SsvcHistory> {
  const points = new Map<string, SsvcHistory>();
  for (const [advisory, all] of Map.groupBy(records, (record) => record.advisory)) {
    // What is dropped is told of the newest only: the others were told when they were that.
    const earlier = all.slice(0, -1).flatMap((record) => pointsOf(record, new DropCounter()) ?? []);
    const newest = all.slice(-1).flatMap((record) => pointsOf(record, drops) ?? []);
    const history = historyOf([...earlier, ...newest]);
    if (history !== null) points.set(advisory, history);
  }
  return points;
}
