import type { FeedMonth, FeedStatus, Fix } from '@daybreak/core/bulletin';
import type { DropCounter, FeedSink } from '../feed/index.ts';
import { type Replaces, replacesIn, updateOf } from './replaces.ts';
import {
  type Affected,
  advisoriesOf,
  type Bulletin,
  type BulletinCollection,
  lastDate,
} from './schema.ts';
import { meantProducts } from './service-packs.ts';
import { statementsOf } from './statements.ts';

const restarts = {
  required: 'yes',
  'may be required': 'maybe',
  'not required': 'no',
  unknown: null,
} as const;

/**
 * Hands a collection's rows to the sink, one for each product and advisory of each bulletin, and a
 * statement of each advisory.
 */
export function emitBulletins(
  { bulletins, completeMonths }: BulletinCollection,
  sink: FeedSink,
  drops: DropCounter,
): Pick<FeedStatus, 'asOf' | 'months' | 'rows'> {
  const replaces = replacesIn(bulletins);
  const byMonth = new Map(completeMonths.map((month) => [month, 0]));
  let rows = 0;
  for (const bulletin of bulletins) {
    const fixes = fixesOf(bulletin, replaces, drops);
    for (const fix of fixes) sink.fix('bulletins', fix);
    for (const statement of statementsOf(bulletin)) sink.statement(statement, lastDate(bulletin));
    const month = bulletin.published.slice(0, 7);
    byMonth.set(month, (byMonth.get(month) ?? 0) + fixes.length);
    rows += fixes.length;
  }
  const dates = bulletins.map(({ published }) => published).sort();
  return { asOf: dates.at(-1) ?? null, months: monthsOf(byMonth, new Set(completeMonths)), rows };
}

function fixesOf(bulletin: Bulletin, replaces: Replaces, drops: DropCounter): readonly Fix[] {
  return bulletin.affected.flatMap((row) => {
    if (updateOf(bulletin, row) === '') {
      drops.add('no update named', () => `${bulletin.id}: ${row.product}`);
      return [];
    }
    const facts = rowFacts(bulletin, row, replaces);
    return meantProducts(bulletin, row.product).flatMap((product) =>
      advisoriesOf(bulletin).map((advisory) => ({ ...facts, product, advisory })),
    );
  });
}

function rowFacts(bulletin: Bulletin, row: Affected, replaces: Replaces): Omit<Fix, 'advisory'> {
  return {
    bulletin: bulletin.id,
    published: bulletin.published,
    title: bulletin.title ?? bulletin.id,
    product: row.product,
    component: row.component ?? '',
    update: updateOf(bulletin, row),
    kind: bulletin.kind ?? 'single',
    fixedBuild: '',
    supersedes: replaces(bulletin, row),
    severity: row.severity ?? bulletin.severity ?? '',
    impact: row.impact ?? bulletin.impact ?? '',
    restart: restarts[bulletin.restart ?? 'unknown'],
    exploited: bulletin.exploitedBeforeRelease ?? false,
  };
}

/** Bulletins supplied one by one do not show that their month had no more. */
function monthsOf(
  byMonth: ReadonlyMap<string, number>,
  complete: ReadonlySet<string>,
): readonly FeedMonth[] {
  return [...byMonth]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([month, count]) =>
      complete.has(month)
        ? { month, state: 'complete', reason: '', count }
        : { month, state: 'partial', reason: 'the month may have had more bulletins', count },
    );
}
