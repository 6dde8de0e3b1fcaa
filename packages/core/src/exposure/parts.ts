/**
 * Updates for parts of a product that the inventory cannot see (.NET Framework, Flash Player, an
 * older Internet Explorer): needed only where the part is present, so listed apart and never
 * counted as exposed.
 */
import type { ConditionalUpdate } from './assessment.ts';
import { type Containers, installSet } from './install-set.ts';
import { judge } from './judge.ts';
import type { PreparedProduct } from './prepared.ts';
import type { HostPresence } from './presence.ts';
import type { AdvisoryTracks } from './tracks.ts';

/** @param needed updates that are to be installed anyway, and so need not be asked for again */
export function conditionalUpdates(
  product: PreparedProduct,
  presence: HostPresence,
  containers: Containers,
  needed: ReadonlySet<string>,
): ConditionalUpdate[] {
  const { knowledge } = product;
  return [...product.components].flatMap(([component, advisories]) => {
    const open = advisories.filter((tracks) => judge(tracks, presence).state !== 'fixed');
    const updates =
      product.branch === null
        ? installSet(open, presence, containers)
        : newestOfPart(open, advisories, product, presence, containers);
    return [...updates].flatMap(([at, closed]) => {
      const update = knowledge.updates[at]?.id ?? '';
      if (needed.has(update)) return [];
      return [
        { update, component, closes: closed.flatMap((a) => knowledge.advisories[a]?.id ?? []) },
      ];
    });
  });
}

/**
 * From Windows 10 on a part's updates are cumulative too: its newest closes everything, and any that
 * is on the host closed what was issued before it.
 */
function newestOfPart(
  open: readonly AdvisoryTracks[],
  all: readonly AdvisoryTracks[],
  { knowledge }: PreparedProduct,
  presence: HostPresence,
  containers: Containers,
): ReadonlyMap<number, readonly number[]> {
  const released = (at: number): string => knowledge.updates[at]?.published ?? '';
  const byAge = [...new Set(all.flatMap(({ tracks }) => tracks.flat()))].sort((a, b) =>
    released(a) < released(b) ? -1 : 1,
  );
  const installed = byAge.findLast((at) => presence.of(at).present === true);
  const since = installed === undefined ? '' : released(installed);
  const isLater = (at: number): boolean => released(at) > since;
  const closes = open.filter(({ tracks }) => tracks[0]?.some(isLater));
  const newest = byAge.at(-1);
  if (newest === undefined || closes.length === 0) return new Map();
  return new Map([[containers.of(newest), closes.map(({ advisory }) => advisory)]]);
}
