/**
 * The smallest set of updates to install now: each needed update is replaced by the newest one that
 * contains it, and what another member of the set contains is dropped.
 */
import type { KnownUpdate } from '../bulletin/index.ts';
import type { PreparedProduct } from './prepared.ts';
import type { HostPresence } from './presence.ts';
import type { AdvisoryTracks } from './tracks.ts';

/** Finds, for an update, the newest one that contains it; the same for every host of a product. */
export class Containers {
  readonly #product: PreparedProduct;
  readonly #replacedBy: ReadonlyMap<string, readonly number[]>;
  /** The newest cumulative update that feeds name for the product itself; null when it has none. */
  readonly newest: number | null;
  readonly #cache = new Map<number, number>();

  constructor(product: PreparedProduct) {
    this.#product = product;
    this.#replacedBy = replacers(product);
    this.newest = product.cumulative.findLast((at) => product.ownUpdates.has(at)) ?? null;
  }

  of(at: number): number {
    const known = this.#cache.get(at);
    if (known !== undefined) return known;
    const container = this.#find(at);
    this.#cache.set(at, container);
    return container;
  }

  /**
   * True for a single fix from before the Monthly Rollups that no feed names as replaced: whether
   * the rollup brings it cannot be told.
   */
  isUndecided(at: number): boolean {
    const container = this.of(at);
    const single = this.#update(container)?.kind === 'single';
    return this.#product.branch === null && single && this.#isBeforeNewest(container);
  }

  #find(at: number): number {
    if (this.newest !== null && this.#isBeforeNewest(at) && this.#product.contained.has(at)) {
      return this.newest;
    }
    const replacement = this.#newestReplacement(at);
    return replacement === at ? at : this.of(replacement);
  }

  #isBeforeNewest(at: number): boolean {
    const newest = this.newest === null ? undefined : this.#update(this.newest);
    const update = this.#update(at);
    return newest !== undefined && update !== undefined && update.published <= newest.published;
  }

  /** Follows `replaces` upwards, to the newest update that nothing newer replaces. */
  #newestReplacement(at: number): number {
    const seen = new Set([at]);
    const pending = [this.#update(at)?.id ?? ''];
    let best = at;
    for (let id = pending.pop(); id !== undefined; id = pending.pop()) {
      for (const next of this.#replacedBy.get(id) ?? []) {
        const replacement = this.#update(next);
        if (seen.has(next) || replacement === undefined) continue;
        seen.add(next);
        pending.push(replacement.id);
        if (replacement.published >= (this.#update(best)?.published ?? '')) best = next;
      }
    }
    return best;
  }

  #update(at: number): KnownUpdate | undefined {
    return this.#product.knowledge.updates[at];
  }
}

function replacers({ knowledge, updateAt }: PreparedProduct): ReadonlyMap<string, number[]> {
  const replacedBy = new Map<string, number[]>();
  for (const at of updateAt.values()) {
    for (const id of knowledge.updates[at]?.supersedes ?? []) {
      const list = replacedBy.get(id) ?? [];
      replacedBy.set(id, list);
      list.push(at);
    }
  }
  return replacedBy;
}

/**
 * As `installSet`, less what is undecided where the newest rollup is asked for: whether the rollup
 * brings those fixes shows only once it is installed.
 */
export function decidedInstallSet(
  open: readonly AdvisoryTracks[],
  presence: HostPresence,
  containers: Containers,
): ReadonlyMap<number, readonly number[]> {
  const closes = installSet(open, presence, containers);
  if (containers.newest === null || !closes.has(containers.newest)) return closes;
  return new Map([...closes].filter(([at]) => !containers.isUndecided(at)));
}

/**
 * Which updates to install so that these advisories are closed, and which advisories (positions)
 * each of them closes.
 */
export function installSet(
  open: readonly AdvisoryTracks[],
  presence: HostPresence,
  containers: Containers,
): ReadonlyMap<number, readonly number[]> {
  const closes = new Map<number, number[]>();
  for (const { advisory, tracks } of open) {
    for (const at of tracks[0] ?? []) {
      if (presence.of(at).present === true) continue;
      const container = containers.of(at);
      const list = closes.get(container);
      if (list === undefined) closes.set(container, [advisory]);
      else if (list.at(-1) !== advisory) list.push(advisory);
    }
  }
  return closes;
}
