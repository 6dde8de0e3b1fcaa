import { basename } from 'node:path';
import type { FeedName } from '@daybreak/core/bulletin';
import { definitionsDate } from '../definitions/index.ts';
import { readHead, readInstant } from '../feed/index.ts';
import { readKevDate } from '../kev/index.ts';
import { documentName, readCvrf } from '../msrc/index.ts';
import { findDocuments, readDocument, sourceName } from './find.ts';

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
  [/^bulletins.*\.json(?:\.gz)?$/i, 'bulletins'],
  [/^(?:msrc|cvrf).*\.(?:xml|json)(?:\.gz)?$/i, 'msrc'],
  [/^definitions.*\.zip$/i, 'definitions'],
];

/** By the first characters, for files of other names. */
const heads: readonly (readonly [RegExp, FeedName])[] = [
  [/^\uFEFF?\s*(?:<\?xml[^>]*>\s*)?<(?:\w+:)?cvrfdoc\b/, 'msrc'],
  [/^\uFEFF?\s*\{[\s\S]*"DocumentTracking"\s*:/, 'msrc'],
  [/^\uFEFF?\s*\{[\s\S]*"catalogVersion"\s*:/, 'kev'],
  [/^\uFEFF?\s*\{\s*"completeMonths"\s*:/, 'bulletins'],
  [/^\uFEFF?\s*\[\s*\{[\s\S]*"cves"\s*:[\s\S]*"affected"\s*:/, 'bulletins'],
];

/**
 * The feeds' documents in a folder and below it; other files are passed over.
 * @throws FeedError when a file that is named like a document is damaged
 */
export async function findFeedFiles(folder: string): Promise<readonly FeedFile[]> {
  const files: FeedFile[] = [];
  for (const path of await findDocuments(folder)) {
    const bytes = await readDocument(path);
    const source = sourceName(folder, path);
    const feed = await feedOf(path, bytes, source);
    if (feed !== null) files.push({ feed, path, source, ...(await identify(feed, bytes, source)) });
  }
  return files;
}

async function feedOf(path: string, bytes: Uint8Array, source: string): Promise<FeedName | null> {
  const named = names.find(([pattern]) => pattern.test(basename(path)))?.[1];
  if (named !== undefined) return named;
  if (/\.zip$/i.test(path)) return holdsDefinitions(bytes) ? 'definitions' : null;
  const head = readHead(bytes, source);
  return heads.find(([pattern]) => pattern.test(head))?.[1] ?? null;
}

/** The names of a zip archive's files stand at its end. */
function holdsDefinitions(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(-64 * 1024)).includes('CVEs_');
}

async function identify(
  feed: FeedName,
  bytes: Uint8Array,
  source: string,
): Promise<Pick<FeedFile, 'key' | 'version'>> {
  switch (feed) {
    case 'msrc':
      return identifyCvrf(bytes, source);
    case 'definitions':
      return { key: feed, version: (await definitionsDate(bytes, source)) ?? '' };
    case 'kev':
      return { key: feed, version: readKevDate(bytes, source) };
    case 'bulletins':
      // Files of bulletins add to each other; the same bulletin in two of them is settled there.
      return { key: bulletinsKey(source), version: '' };
    default:
      return feed satisfies never;
  }
}

/** From the path, the same for a file and for the store's copy of it. */
function bulletinsKey(source: string): string {
  return source
    .replace(/\.json(?:\.gz)?$/i, '')
    .replace(/[^\w.]+/g, '-')
    .replace(/^bulletins-/, '');
}

const idPattern = /<(?:\w+:)?ID>\s*([^<\s]+)|"ID"\s*:\s*\{\s*"Value"\s*:\s*"([^"]+)"/;
const aliasPattern = /<(?:\w+:)?Alias>\s*([^<\s]+)|"Alias"\s*:\s*\{\s*"Value"\s*:\s*"([^"]+)"/;
const datePattern =
  /<(?:\w+:)?CurrentReleaseDate>\s*([^<\s]+)|"CurrentReleaseDate"\s*:\s*"([^"]+)"/;

/** Looks into the head, where both forms have these fields; reads the document where it must. */
function identifyCvrf(bytes: Uint8Array, source: string): Pick<FeedFile, 'key' | 'version'> {
  const head = readHead(bytes, source);
  const [id, alias, date] = [idPattern, aliasPattern, datePattern].map((pattern) => {
    const match = pattern.exec(head);
    return match?.[1] ?? match?.[2] ?? '';
  });
  const version = readInstant(date ?? '');
  if (id && alias && version !== null) {
    return { key: documentName({ id, alias }, source).bulletin, version };
  }
  const document = readCvrf(bytes, source);
  return { key: documentName(document, source).bulletin, version: document.currentRelease };
}
