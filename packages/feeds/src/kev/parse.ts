import type { FeedStatus } from '@daybreak/core/bulletin';
import type { FeedSink } from '../feed/index.ts';
import { readCatalogue } from './catalogue.ts';

/**
 * Reads the catalogue into the sink, for answers that know no history of it.
 * @throws FeedError
 */
export function readKev(bytes: Uint8Array, source: string, sink: FeedSink): FeedStatus {
  const { day, entries } = readCatalogue(bytes, source);
  for (const entry of entries) sink.exploited(entry);
  const rows = entries.length;
  return { name: 'kev', source, asOf: day, months: [], documents: 1, rows, drops: [] };
}
