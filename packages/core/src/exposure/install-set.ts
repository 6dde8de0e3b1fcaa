/**
 * The smallest set of updates to install now: each needed update is replaced by the newest one that
 * contains it, and what another member of the set contains is dropped.
 */
import type { KnownUpdate } from '../bulletin/index.ts';
import type { PreparedProduct } from './prepared.ts';
import type { HostPresence } from './presence.ts';
import type { AdvisoryGroup, Track } from './tracks.ts';

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

  /** The newest of the updates that replace it, through others too; itself where none is newer. */
  #newestReplacement(at: number): number {
    let best = at;
    for (const next of this.#replacements(at)) if (this.#isNewer(next, best)) best = next;
    return best;
  }

  /** Of one day, what replaces is newer than what it replaces; of two that replace each other, one. */
  #isNewer(a: number, b: number): boolean {
    const [ofA, ofB] = [this.#update(a)?.published ?? '', this.#update(b)?.published ?? ''];
    if (a === b || ofA !== ofB) return ofA > ofB;
    if (!this.#replacements(b).has(a)) return false;
    return a < b || !this.#replacements(a).has(b);
  }

  /** All that replace an update, transitively; itself too where feeds go round in a circle. */
  #replacements(at: number): ReadonlySet<number> {
    const found = new Set<number>();
    const pending = [at];
    for (let last = pending.pop(); last !== undefined; last = pending.pop()) {
      for (const next of this.#replacedBy.get(this.#update(last)?.id ?? '') ?? []) {
        if (found.has(next)) continue;
        found.add(next);
        pending.push(next);
      }
    }
    return found;
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

/** By position of an update, the advisories that it closes. */
export type InstallSet = ReadonlyMap<number, readonly AdvisoryGroup[]>;

/**
 * As `installSet`, less what is undecided where the newest rollup is asked for: whether the rollup
 * closes it shows only once it is installed.
 */
export function decidedInstallSet(
  open: readonly AdvisoryGroup[],
  presence: HostPresence,
  containers: Containers,
): InstallSet {
  const all = installSet(open, presence, containers);
  const { newest } = containers;
  if (newest === null || !all.has(newest)) return all;
  const undecided = new Set(
    [...all].filter(([at]) => containers.isUndecided(at)).flatMap(([, groups]) => groups),
  );
  if (undecided.size === 0) return all;
  const decided = [...all].map(
    ([at, groups]) => [at, groups.filter((one) => !undecided.has(one))] as const,
  );
  return new Map(decided.filter(([at, { length }]) => length > 0 || at === newest));
}

/** Which updates to install so that these advisories are closed, and which of them each closes. */
export function installSet(
  open: readonly AdvisoryGroup[],
  presence: HostPresence,
  containers: Containers,
): InstallSet {
  const closes = new Map<number, AdvisoryGroup[]>();
  for (const group of open) {
    for (const container of containersOf(group.tracks[0] ?? [], presence, containers)) {
      const list = closes.get(container);
      if (list === undefined) closes.set(container, [group]);
      else list.push(group);
    }
  }
  return closes;
}

/** What to install for a track, each update once. */
function containersOf(
  track: Track,
  presence: HostPresence,
  containers: Containers,
): readonly number[] {
  const missing = track.filter((at) => presence.of(at).present !== true);
  return [...new Set(missing.map((at) => containers.of(at)))];
}
