import { basename } from 'node:path';
import type { FeedName } from '@daybreak/core/bulletin';
import { definitionsDate } from '../definitions/index.ts';
import { scoreInstant } from '../epss/index.ts';
import { headBytes, readHead, readInstant } from '../feed/index.ts';
import { readCatalogue } from '../kev/index.ts';
import { documentName, readCvrf } from '../msrc/index.ts';
import { readDocument, readPart } from './find.ts';

/** Which document a file is, and how new a copy of it. */
interface Identity {
  readonly key: string;
  readonly version: string;
}

/** @throws FeedError */
export async function identify(feed: FeedName, path: string, source: string): Promise<Identity> {
  switch (feed) {
    case 'msrc':
      return identifyCvrf(path, source);
    case 'definitions':
      return {
        key: feed,
        version: (await definitionsDate(await readDocument(path), source)) ?? '',
      };
    case 'kev':
      return isTable(path) ? addition(path) : identifyCatalogue(path, source);
    case 'bulletins':
      // Files of bulletins add to each other; the same bulletin in two of them is settled there.
      return { key: bulletinsKey(source), version: '' };
    case 'epss':
      return isScoreList(path) ? addition(path) : identifyScores(path, source);
    case 'vulnrichment':
      return addition(path);
    default:
      return feed satisfies never;
  }
}

/** Whether the file is a table, by its name. */
export function isTable(path: string): boolean {
  return /\.csv(?:\.gz)?$/i.test(path);
}

/** Whether a file is a list of changed scores, by its name. */
export function isScoreList(path: string): boolean {
  return /^epss-changes.*\.csv(?:\.gz)?$/i.test(basename(path));
}

/** A document that is no copy of any other: what it says is added to what the others say. */
function addition(path: string): Identity {
  return { key: path, version: '' };
}

/** From the path, the same for a file and for the store's copy of it. */
function bulletinsKey(source: string): string {
  return source
    .replace(/\.json(?:\.gz)?$/i, '')
    .replace(/[^\w.]+/g, '-')
    .replace(/^bulletins-/, '');
}

/** Of each month one day of scores counts, the newest. */
async function identifyScores(path: string, source: string): Promise<Identity> {
  const version = scoreInstant(await headOf(path, source), source);
  return { key: version.slice(0, 7), version };
}

const versionPattern = /"catalogVersion"\s*:\s*"(\d{4})\.(\d{2})\.(\d{2})/;

async function identifyCatalogue(path: string, source: string): Promise<Identity> {
  const [, ...parts] = versionPattern.exec(await headOf(path, source)) ?? [];
  if (parts.length > 0) return { key: 'kev', version: parts.join('-') };
  return { key: 'kev', version: readCatalogue(await readDocument(path), source).day };
}

const idPattern = /<(?:\w+:)?ID>\s*([^<\s]+)|"ID"\s*:\s*\{\s*"Value"\s*:\s*"([^"]+)"/;
const aliasPattern = /<(?:\w+:)?Alias>\s*([^<\s]+)|"Alias"\s*:\s*\{\s*"Value"\s*:\s*"([^"]+)"/;
const datePattern =
  /<(?:\w+:)?CurrentReleaseDate>\s*([^<\s]+)|"CurrentReleaseDate"\s*:\s*"([^"]+)"/;

/** Looks into the head, where both forms have these fields; reads the document where it must. */
async function identifyCvrf(path: string, source: string): Promise<Identity> {
  const head = await headOf(path, source);
  const [id, alias, date] = [idPattern, aliasPattern, datePattern].map((pattern) => {
    const match = pattern.exec(head);
    return match?.[1] ?? match?.[2] ?? '';
  });
  const version = readInstant(date ?? '');
  if (id && alias && version !== null) {
    return { key: documentName({ id, alias }, source).bulletin, version };
  }
  const document = readCvrf(await readDocument(path), source);
  return { key: documentName(document, source).bulletin, version: document.currentRelease };
}

async function headOf(path: string, source: string): Promise<string> {
  return readHead(await readPart(path, headBytes), source);
}
