import { basename } from 'node:path';
import type { FeedName } from '@daybreak/core/bulletin';
import { epssHead } from '../epss/index.ts';
import { headBytes, readHead } from '../feed/index.ts';
import { changeListHeader } from '../kev/index.ts';
import { isSsvcHeader } from '../vulnrichment/index.ts';
import { findDocuments, readPart, sourceName } from './find.ts';
import { identify } from './identify.ts';

/** A file that is a document of a feed. */
export interface FeedFile {
  readonly feed: FeedName;
  readonly path: string;
  /** For people and error messages: the path inside its folder. */
  readonly source: string;
  /** Copies of one document have the same key: `2024-Jun`. Of them only the newest counts. */
  readonly key: string;
  /** The document's own date: of two copies the greater is the newer. */
  readonly version: string;
}

/** By name, for files that shall be that or be refused. */
const names: readonly (readonly [RegExp, FeedName])[] = [
  [/^known_exploited_vulnerabilities.*\.json(?:\.gz)?$/i, 'kev'],
  [/^kev-changes.*\.csv(?:\.gz)?$/i, 'kev'],
  [/^bulletins.*\.json(?:\.gz)?$/i, 'bulletins'],
  [/^(?:msrc|cvrf).*\.(?:xml|json)(?:\.gz)?$/i, 'msrc'],
  [/^definitions.*\.zip$/i, 'definitions'],
  [/^epss[-_].*\.csv(?:\.gz)?$/i, 'epss'],
  [/^vulnrichment.*\.(?:csv(?:\.gz)?|json(?:\.gz)?|tar(?:\.gz)?|tgz|zip)$/i, 'vulnrichment'],
];

/** By the first characters, for files of other names. */
const heads: readonly (readonly [(head: string) => boolean, FeedName])[] = [
  [matching(/^\uFEFF?\s*(?:<\?xml[^>]*>\s*)?<(?:\w+:)?cvrfdoc\b/), 'msrc'],
  [matching(/^\uFEFF?\s*\{[\s\S]*"DocumentTracking"\s*:/), 'msrc'],
  [matching(/^\uFEFF?\s*\{[\s\S]*"catalogVersion"\s*:/), 'kev'],
  [matching(/^\uFEFF?\s*\{\s*"completeMonths"\s*:/), 'bulletins'],
  [matching(/^\uFEFF?\s*\[\s*\{[\s\S]*"cves"\s*:[\s\S]*"affected"\s*:/), 'bulletins'],
  [matching(epssHead), 'epss'],
  [(head) => head.startsWith(changeListHeader), 'kev'],
  [(head) => isSsvcHeader(head.split('\n', 1)[0] ?? ''), 'vulnrichment'],
  [matching(/^\uFEFF?\s*\{[\s\S]*"dataType"\s*:\s*"CVE_RECORD"/), 'vulnrichment'],
];

function matching(pattern: RegExp): (head: string) => boolean {
  return (head) => pattern.test(head);
}

/** Bytes at the end of an archive, where the names of its files stand. */
const tailBytes = 64 * 1024;

/**
 * The feeds' documents in a folder and below it; other files are passed over.
 * @param wanted of which feeds
 * @throws FeedError when a file that is named like a document is damaged
 */
export async function findFeedFiles(
  folder: string,
  wanted?: readonly FeedName[],
): Promise<readonly FeedFile[]> {
  const files: FeedFile[] = [];
  for (const path of await findDocumentsOf(folder, wanted)) {
    const source = sourceName(folder, path);
    const feed = await feedOf(path, source);
    if (feed === null || wanted?.includes(feed) === false) continue;
    files.push({ feed, path, source, ...(await identify(feed, path, source)) });
  }
  return files;
}

/** The files that may be documents of these feeds, by their names alone. */
export async function findDocumentsOf(
  folder: string,
  wanted?: readonly FeedName[],
): Promise<readonly string[]> {
  const paths = await findDocuments(folder);
  return paths.filter((path) => {
    const named = feedNamed(path);
    return wanted === undefined || named === undefined || wanted.includes(named);
  });
}

function feedNamed(path: string): FeedName | undefined {
  return names.find(([pattern]) => pattern.test(basename(path)))?.[1];
}

async function feedOf(path: string, source: string): Promise<FeedName | null> {
  const named = feedNamed(path);
  if (named !== undefined) return named;
  if (/\.zip$/i.test(path)) return feedOfZip(path);
  const head = readHead(await readPart(path, headBytes), source);
  if (/\.(?:tar(?:\.gz)?|tgz)$/i.test(path)) {
    return /"dataType"\s*:\s*"CVE_RECORD"/.test(head) ? 'vulnrichment' : null;
  }
  return heads.find(([fits]) => fits(head))?.[1] ?? null;
}

async function feedOfZip(path: string): Promise<FeedName | null> {
  const names = Buffer.from(await readPart(path, tailBytes, true)).toString('latin1');
  if (names.includes('CVEs_')) return 'definitions';
  return /\/CVE-\d{4}-\d{4,}\.json/.test(names) ? 'vulnrichment' : null;
}
