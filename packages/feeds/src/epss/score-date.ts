import { FeedError, readInstant } from '../feed/index.ts';

/** The first line of a document, which says what the scores are of. */
export const epssHead = /^\uFEFF?#model_version:([^,\r\n]*),score_date:([^,\r\n]*)\r?\n/;

/**
 * The instant of a document's scores, UTC: `2026-01-30T12:55:00`.
 * @param head its beginning
 * @throws FeedError
 */
export function scoreInstant(head: string, source: string): string {
  const date = epssHead.exec(head)?.[2];
  if (date === undefined) {
    throw new FeedError('not-recognised', source, 'line 1', 'no "#model_version:…,score_date:…"');
  }
  const instant = readInstant(date.replace(/\+00:?00$/, 'Z'));
  if (instant !== null) return instant;
  throw new FeedError('invalid', source, 'line 1', `"${date}" is not a date in UTC`);
}
