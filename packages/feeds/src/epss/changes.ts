/**
 * Scores that came to another whole hundredth, with the day. Of each month the store keeps one day of
 * scores only, so that without these nobody could tell since when a score is at a threshold.
 */
import { cveKey, cveOfKey, FeedError, isIsoDay, unpack } from '../feed/index.ts';
import { Table } from '../table/index.ts';
import { type EpssDay, readShare } from './parse.ts';

export interface ScoreChange {
  /** Key of the CVE (feed/cve.ts). */
  readonly key: number;
  /** ISO date of the score. */
  readonly asOf: string;
  /** From 0 to 1. */
  readonly score: number;
  /** From 0 to 1. */
  readonly percentile: number;
}

/** Which scores of a day are another hundredth than they were on a day before, or new. */
export function changedScores(before: EpssDay, after: EpssDay): readonly ScoreChange[] {
  const known = new Map(Array.from(before.keys, (key, at) => [key, hundredths(before.scores[at])]));
  return Array.from(after.keys).flatMap((key, at) => {
    const [score = 0, percentile = 0] = [after.scores[at], after.percentiles[at]];
    if (known.get(key) === hundredths(score)) return [];
    return [{ key, asOf: after.asOf, score, percentile }];
  });
}

/** Of scores with five digits, in which 0.29 times 100 is less than 29. */
function hundredths(score = 0): number {
  return Math.floor(Math.round(score * 1e5) / 1e3);
}

/** By CVE and day, each once. */
export function mergeScoreChanges(
  lists: readonly (readonly ScoreChange[])[],
): readonly ScoreChange[] {
  const byPlace = new Map(lists.flat().map((one) => [`${one.key} ${one.asOf}`, one]));
  return [...byPlace.values()].sort((a, b) => a.key - b.key || (a.asOf < b.asOf ? -1 : 1));
}

const columns = ['cve', 'score_date', 'epss', 'percentile'] as const;

/** @throws FeedError with the row */
export function readScoreChanges(bytes: Uint8Array, source: string): readonly ScoreChange[] {
  const changes: ScoreChange[] = [];
  const table = new Table(source, columns, (field, rowNumber) => {
    const [key, asOf] = [cveKey(field('cve')), field('score_date')];
    const [score, percentile] = [readShare(field('epss')), readShare(field('percentile'))];
    if (key === null || !isIsoDay(asOf) || score === null || percentile === null) {
      throw new FeedError('invalid', source, `row ${rowNumber}`, 'no score of a CVE on a day');
    }
    changes.push({ key, asOf, score, percentile });
  });
  table.write(unpack(bytes, source));
  table.endWithLine();
  return changes;
}

/** The list as a table again. */
export function formatScoreChanges(changes: readonly ScoreChange[]): string {
  const rows = changes.map(({ key, asOf, score, percentile }) =>
    [cveOfKey(key), asOf, score, percentile].join(),
  );
  return `${[columns.join(), ...rows].join('\n')}\n`;
}
