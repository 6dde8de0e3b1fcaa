/**
 * Updates for parts of a product that the inventory cannot see (.NET Framework, Flash Player, an
 * older Internet Explorer): needed only where the part is present, so listed apart and never
 * counted as exposed.
 */
import type { ConditionalUpdate } from './assessment.ts';
import { type Containers, type InstallSet, installSet } from './install-set.ts';
import type { Judge } from './judge.ts';
import type { PreparedProduct } from './prepared.ts';
import type { HostPresence } from './presence.ts';
import type { AdvisoryGroup } from './tracks.ts';
import { worstFirst } from './worst-first.ts';

/** @param needed updates that are to be installed anyway, and so need not be asked for again */
export function conditionalUpdates(
  product: PreparedProduct,
  presence: HostPresence,
  judge: Judge,
  containers: Containers,
  needed: ReadonlySet<string>,
): ConditionalUpdate[] {
  const { knowledge } = product;
  const found: ConditionalUpdate[] = [];
  for (const [component, groups] of product.components) {
    const line: AdvisoryGroup[] = [];
    const single: AdvisoryGroup[] = [];
    for (const group of groups) {
      if (isInLine(group, product)) line.push(group);
      else if (judge.of(group).state !== 'fixed') single.push(group);
    }
    const updates = [
      ...installSet(single, presence, containers),
      ...newestOfLine(line, product, presence, judge, containers),
    ];
    for (const [at, closed] of updates) {
      const update = knowledge.updates[at]?.id ?? '';
      if (needed.has(update)) continue;
      const closes = Array.from(
        worstFirst(closed, knowledge.advisories.length),
        (position) => knowledge.advisories[position]?.id ?? '',
      );
      found.push({ update, component, closes });
    }
  }
  return found;
}

/**
 * Whether the part's updates that close the advisory are cumulative: all are from Windows 10 on, and
 * before it those that the feed calls a rollup.
 */
function isInLine({ tracks: [track = []] }: AdvisoryGroup, product: PreparedProduct): boolean {
  const { updates } = product.knowledge;
  return product.branch !== null || track.every((at) => updates[at]?.kind === 'cumulative');
}

/**
 * The newest of a part's cumulative updates closes everything, and any that is on the host closed
 * what was issued before it.
 */
function newestOfLine(
  line: readonly AdvisoryGroup[],
  { knowledge }: PreparedProduct,
  presence: HostPresence,
  judge: Judge,
  containers: Containers,
): InstallSet {
  if (line.length === 0) return new Map();
  const released = (at: number): string => knowledge.updates[at]?.published ?? '';
  const inLine = new Set<number>();
  for (const { tracks } of line) for (const at of tracks[0] ?? []) inLine.add(at);
  const byAge = [...inLine].sort((a, b) =>
    released(a) < released(b) ? -1 : Number(released(a) > released(b)),
  );
  const installed = byAge.findLast((at) => presence.of(at).present === true);
  const since = installed === undefined ? '' : released(installed);
  const closes = line.filter(
    (group) =>
      judge.of(group).state !== 'fixed' && group.tracks[0]?.some((at) => released(at) > since),
  );
  const newest = byAge.at(-1);
  if (newest === undefined || closes.length === 0) return new Map();
  return new Map([[containers.of(newest), closes]]);
}
