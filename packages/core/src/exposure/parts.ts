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
    const inLine = Map.groupBy(advisories, (tracks) => isInLine(tracks, product));
    const single = (inLine.get(false) ?? []).filter(
      (tracks) => judge(tracks, presence).state !== 'fixed',
    );
    const updates = [
      ...installSet(single, presence, containers),
      ...newestOfLine(inLine.get(true) ?? [], product, presence, containers),
    ];
    return updates.flatMap(([at, closed]) => {
      const update = knowledge.updates[at]?.id ?? '';
      if (needed.has(update)) return [];
      return [
        { update, component, closes: closed.flatMap((a) => knowledge.advisories[a]?.id ?? []) },
      ];
    });
  });
}

/**
 * Whether the part's updates that close the advisory are cumulative: all are from Windows 10 on, and
 * before it those that the feed calls a rollup.
 */
function isInLine({ tracks: [track = []] }: AdvisoryTracks, product: PreparedProduct): boolean {
  const { updates } = product.knowledge;
  return product.branch !== null || track.every((at) => updates[at]?.kind === 'cumulative');
}

/**
 * The newest of a part's cumulative updates closes everything, and any that is on the host closed
 * what was issued before it.
 */
function newestOfLine(
  line: readonly AdvisoryTracks[],
  { knowledge }: PreparedProduct,
  presence: HostPresence,
  containers: Containers,
): ReadonlyMap<number, readonly number[]> {
  const released = (at: number): string => knowledge.updates[at]?.published ?? '';
  const byAge = [...new Set(line.flatMap(({ tracks: [track = []] }) => track))].sort((a, b) =>
    released(a) < released(b) ? -1 : 1,
  );
  const installed = byAge.findLast((at) => presence.of(at).present === true);
  const since = installed === undefined ? '' : released(installed);
  const closes = line.filter(
    (tracks) =>
      tracks.tracks[0]?.some((at) => released(at) > since) &&
      judge(tracks, presence).state !== 'fixed',
  );
  const newest = byAge.at(-1);
  if (newest === undefined || closes.length === 0) return new Map();
  return new Map([[containers.of(newest), closes.map(({ advisory }) => advisory)]]);
}
