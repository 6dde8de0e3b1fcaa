import { isScoreList, isTable } from './identify.ts';
import type { FeedFile } from './recognise.ts';

/**
 * The same for each copy of a document, so that a new one takes the place of the old; null for one
 * that only adds to others, which are kept together.
 */
export function storedName({ feed, key, path }: FeedFile): string | null {
  switch (feed) {
    case 'definitions':
      return 'definitions.zip';
    case 'kev':
      return isTable(path) ? null : 'known_exploited_vulnerabilities.json.gz';
    case 'bulletins':
      return `bulletins-${key}.json.gz`;
    case 'msrc':
      return `msrc-${key}.${/\.json(?:\.gz)?$/i.test(path) ? 'json' : 'xml'}.gz`;
    case 'epss':
      return isScoreList(path) ? null : `epss-${key}.csv.gz`;
    case 'vulnrichment':
      return null;
    default:
      return feed satisfies never;
  }
}

/** The name of the same document in the other of its two forms. */
export function otherForms(name: string): readonly string[] {
  if (!name.startsWith('msrc-')) return [];
  return [
    name.endsWith('.xml.gz')
      ? name.replace('.xml.gz', '.json.gz')
      : name.replace('.json.gz', '.xml.gz'),
  ];
}
