import type { DropCounter } from '../feed/index.ts';
import { type Bulletin, type BulletinCollection, lastDate } from './schema.ts';

/**
 * One collection of several. Where two have the same bulletin, the one revised last is taken, else
 * the first; whether a worm could use it is said by who looked into it, so that it is taken from
 * the other copy where the one taken says nothing of it.
 */
export function mergeBulletins(
  collections: readonly BulletinCollection[],
  drops: DropCounter,
): BulletinCollection {
  const byId = new Map<string, Bulletin>();
  for (const bulletin of collections.flatMap(({ bulletins }) => bulletins)) {
    const known = byId.get(bulletin.id);
    if (known !== undefined) drops.add('another copy of the same bulletin', () => bulletin.id);
    byId.set(bulletin.id, known === undefined ? bulletin : lastRevised(known, bulletin));
  }
  const completeMonths = new Set(collections.flatMap((collection) => collection.completeMonths));
  return { completeMonths: [...completeMonths], bulletins: [...byId.values()] };
}

function lastRevised(first: Bulletin, second: Bulletin): Bulletin {
  const [taken, other] = lastDate(second) > lastDate(first) ? [second, first] : [first, second];
  const wormable = taken.wormable ?? other.wormable;
  return { ...taken, wormable };
}
