import { gzipSync } from 'node:zlib';
import {
  changedScores,
  type EpssDay,
  formatScoreChanges,
  mergeScoreChanges,
  readEpss,
  readScoreChanges,
  type ScoreChange,
} from '../epss/index.ts';
import { encodeEpss } from '../threat-file/index.ts';
import { isScoreList } from './identify.ts';
import type { Documents } from './part.ts';
import type { FeedFile } from './recognise.ts';
import { threatPart } from './threat-part.ts';

/** The one list in which the store keeps the days between those that it has whole. */
const storedList = 'epss-changes.csv.gz';

/** EPSS: the newest scores of each month, and since when a score is what it is. */
export const epssPart = threatPart('epss', async (documents) => {
  const { newest, read } = documents;
  const days: EpssDay[] = [];
  const lists: (readonly ScoreChange[])[] = [];
  for (const file of newest) {
    if (isScoreList(file.path)) lists.push(readScoreChanges(await read(file), file.source));
    else days.push(readEpss(await read(file), file.source));
  }
  days.sort((a, b) => (a.asOf < b.asOf ? -1 : 1));
  const changes = mergeScoreChanges([...lists, await newChanges(documents, days)]);
  return {
    asOf: days.at(-1)?.asOf ?? null,
    rows: new Set(days.flatMap(({ keys }) => Array.from(keys))).size,
    encode: (told) => encodeEpss(told, days, changes),
    together:
      changes.length === 0
        ? []
        : [{ name: storedList, bytes: gzipSync(formatScoreChanges(changes)) }],
  };
});

/** What the newest day changes of the day that the store has. */
async function newChanges(
  { kept, read }: Documents,
  days: readonly EpssDay[],
): Promise<readonly ScoreChange[]> {
  const day = days.at(-1);
  const before = kept.filter(({ path }) => !isScoreList(path)).reduce(newer, undefined);
  if (day === undefined || before === undefined) return [];
  const isRead = days.find(({ asOf }) => before.version.startsWith(asOf));
  const known = isRead ?? readEpss(await read(before), before.source);
  return known.asOf < day.asOf ? changedScores(known, day) : [];
}

function newer(one: FeedFile | undefined, other: FeedFile): FeedFile {
  return one === undefined || other.version > one.version ? other : one;
}
