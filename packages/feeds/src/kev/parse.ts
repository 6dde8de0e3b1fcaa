import type { FeedStatus } from '@daybreak/core/bulletin';
import { FeedError, firstIssue, parseJson, unpack } from '../feed/index.ts';
import { type KevCatalogue, kevSchema } from './schema.ts';

/**
 * Reads CISA's catalogue of known exploited vulnerabilities. Its date is that of its version.
 * @throws FeedError; also when it holds another number of entries than it states
 */
export function readKev(bytes: Uint8Array, source: string): FeedStatus {
  const catalogue = parseCatalogue(bytes, source);
  return {
    name: 'kev',
    source,
    asOf: dateOf(catalogue),
    months: [],
    documents: 1,
    rows: catalogue.vulnerabilities.length,
    drops: [],
  };
}

/**
 * The catalogue's date, `2026-08-07`.
 * @throws FeedError
 */
export function readKevDate(bytes: Uint8Array, source: string): string {
  return dateOf(parseCatalogue(bytes, source));
}

function parseCatalogue(bytes: Uint8Array, source: string): KevCatalogue {
  const result = kevSchema.safeParse(parseJson(unpack(bytes, source), source));
  if (!result.success) throw firstIssue(result.error, source);
  const { count, vulnerabilities } = result.data;
  if (count === vulnerabilities.length) return result.data;
  const message = `states ${count} entries and holds ${vulnerabilities.length}`;
  throw new FeedError('damaged', source, 'count', message);
}

function dateOf({ catalogVersion }: KevCatalogue): string {
  return catalogVersion.slice(0, 10).replaceAll('.', '-');
}
