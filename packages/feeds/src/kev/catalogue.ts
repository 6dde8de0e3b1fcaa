import { FeedError, firstIssue, parseJson, unpack } from '../feed/index.ts';
import { dayOfVersion, kevSchema } from './schema.ts';

/** CISA's catalogue of known exploited vulnerabilities, as it was at the end of a day. */
export interface KevCatalogue {
  /** ISO date of its version. */
  readonly day: string;
  readonly entries: readonly KevEntry[];
}

export interface KevEntry {
  /** `CVE-2024-30051`. */
  readonly advisory: string;
  /** ISO date on which it was added, as the catalogue gives it. */
  readonly added: string;
  /** ISO date by which it asks for action; null where it gives none. */
  readonly due: string | null;
  /** Whether it is known to be used by ransomware. */
  readonly ransomware: boolean;
}

/** @throws FeedError; also when it holds another number of entries than it states, or one twice */
export function readCatalogue(bytes: Uint8Array, source: string): KevCatalogue {
  const result = kevSchema.safeParse(parseJson(unpack(bytes, source), source));
  if (!result.success) throw firstIssue(result.error, source);
  const { catalogVersion, count, vulnerabilities } = result.data;
  if (count !== vulnerabilities.length) {
    const message = `states ${count} entries and holds ${vulnerabilities.length}`;
    throw new FeedError('damaged', source, 'count', message);
  }
  const entries = vulnerabilities.map((read) => ({
    advisory: read.cveID,
    added: read.dateAdded,
    due: read.dueDate || null,
    ransomware: read.knownRansomwareCampaignUse === 'Known',
  }));
  refuseTwice(entries, source);
  return { day: dayOfVersion(catalogVersion), entries };
}

function refuseTwice(entries: readonly KevEntry[], source: string): void {
  const seen = new Set<string>();
  for (const [at, { advisory }] of entries.entries()) {
    if (seen.has(advisory)) {
      const place = `vulnerabilities[${at}].cveID`;
      throw new FeedError('invalid', source, place, `${advisory} stands there twice`);
    }
    seen.add(advisory);
  }
}
