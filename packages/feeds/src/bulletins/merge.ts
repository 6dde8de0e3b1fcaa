import type { DropCounter } from '../feed/index.ts';
import type { Bulletin, BulletinCollection } from './schema.ts';

/**
 * One collection of several. Where two have the same bulletin, the one revised last is taken, else
 * the first.
 */
export function mergeBulletins(
  collections: readonly BulletinCollection[],
  drops: DropCounter,
): BulletinCollection {
  const byId = new Map<string, Bulletin>();
  for (const bulletin of collections.flatMap(({ bulletins }) => bulletins)) {
    const known = byId.get(bulletin.id);
    if (known !== undefined) drops.add('another copy of the same bulletin', () => bulletin.id);
    if (known === undefined || lastDate(bulletin) > lastDate(known))
      byId.set(bulletin.id, bulletin);
  }
  const completeMonths = new Set(collections.flatMap((collection) => collection.completeMonths));
  return { completeMonths: [...completeMonths], bulletins: [...byId.values()] };
}

function lastDate({ published, revised }: Bulletin): string {
  return revised ?? published;
}
