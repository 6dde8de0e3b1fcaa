import { type FeedMonth, patchTuesday } from '@daybreak/core/bulletin';
import { FeedError, monthNumber, releaseInstant } from '../feed/index.ts';
import type { CvrfDocument } from './document.ts';

/** Which month a document belongs to, and whether it is that month's own or an extra one. */
export interface DocumentName {
  /** `2024-Jun`, `2017-May-B`, `2016-Oct-27`: one spelling for each document. */
  readonly bulletin: string;
  /** `2024-06`. */
  readonly month: string;
  /** True for what came out of turn: such a document tells nothing about the rest of its month. */
  readonly extra: boolean;
}

/**
 * Reads the id, or the alias where the id names no month (`Oct-OOB` has the alias `2016-Oct-27`).
 * @throws FeedError `invalid` when neither does
 */
export function documentName(
  document: Pick<CvrfDocument, 'id' | 'alias'>,
  source: string,
): DocumentName {
  const name = readName(document.id) ?? readName(document.alias);
  if (name !== null) return name;
  throw new FeedError('invalid', source, 'ID', `names no month: "${document.id}"`);
}

function readName(text: string): DocumentName | null {
  const [, year = '', word = '', rest = ''] = /^(\d{4})-([a-z]{3})(-\w+)?$/i.exec(text) ?? [];
  const number = monthNumber(word);
  if (number === null) return null;
  const capital = word.charAt(0).toUpperCase() + word.slice(1).toLowerCase();
  return {
    bulletin: `${year}-${capital}${rest.toUpperCase()}`,
    month: `${year}-${number}`,
    extra: rest !== '',
  };
}

/** What is left of a document once its rows are handed out. */
export interface CountedDocument extends DocumentName {
  /** UTC instant of the newest of its dates. */
  readonly released: string;
  readonly rows: number;
}

/**
 * What is known of each month. A month's document counts as complete when its dates reach that
 * month's release; one taken before it holds only what was published ahead.
 */
export function documentMonths(documents: readonly CountedDocument[]): readonly FeedMonth[] {
  const months = [...new Set(documents.map(({ month }) => month))].sort();
  return months.map((month) => {
    const ofMonth = documents.filter((document) => document.month === month);
    const reason = partialReason(month, ofMonth);
    const count = ofMonth.reduce((sum, { rows }) => sum + rows, 0);
    return { month, state: reason === '' ? 'complete' : 'partial', reason, count };
  });
}

function partialReason(month: string, documents: readonly CountedDocument[]): string {
  const own = documents.find(({ extra }) => !extra);
  if (own === undefined) return "only an extra document is here, not the month's own";
  if (own.released >= releaseInstant(month)) return '';
  return `taken on ${own.released.slice(0, 10)}, before that month's release on ${patchTuesday(month)}`;
}

/** The newest of a document's dates; a few state a revision earlier than their first release. */
export function lastRelease({ initialRelease, currentRelease }: CvrfDocument): string {
  return initialRelease > currentRelease ? initialRelease : currentRelease;
}
