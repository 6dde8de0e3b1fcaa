/**
 * The smallest set of updates to install now: each needed update is replaced by the newest one that
 * contains it, and what another member of the set contains is dropped.
 */
import type { KnownUpdate } from '../bulletin/index.ts';
import type { HostPresence } from './presence.ts';
import { containsEarlier } from './presence.ts';
import type { AdvisoryTracks, PreparedProduct } from './prepared.ts';

export interface InstallSet {
  /** Advisories that each update of the set closes (positions), by the update's position. */
  readonly closes: ReadonlyMap<number, readonly number[]>;
}

/** Finds, for an update, the newest one that contains it; the same for every host of a product. */
export class Containers {
  readonly #product: PreparedProduct;
  readonly #replacedBy: ReadonlyMap<string, readonly number[]>;
  readonly #newestCumulative: number | null;
  readonly #cache = new Map<number, number>();

  constructor(product: PreparedProduct) {
    this.#product = product;
    this.#replacedBy = replacers(product);
    this.#newestCumulative = product.cumulative.findLast((at) => product.ownUpdates.has(at)) ?? null;
  }

  of(at: number): number {
    let container = this.#cache.get(at);
    if (container === undefined) {
      container = this.#find(at);
      this.#cache.set(at, container);
    }
    return container;
  }

  #find(at: number): number {
    const update = this.#update(at);
    const newest = this.#newestCumulative;
    const published = newest === null ? '' : (this.#update(newest)?.published ?? '');
    if (update === undefined) return at;
    if (newest !== null && published >= update.published && containsEarlier(this.#product, update, at)) {
      return newest;
    }
    return this.#newestReplacement(at, update);
  }

  /** Follows `replaces` upwards, to the newest update that nothing newer replaces. */
  #newestReplacement(at: number, update: KnownUpdate): number {
    const seen = new Set([at]);
    const pending = [update.id];
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

/** Which updates to install so that all these open advisories are closed. */
export function installSet(
  open: readonly AdvisoryTracks[],
  presence: HostPresence,
  containers: Containers,
): InstallSet {
  const closes = new Map<number, number[]>();
  for (const { advisory, tracks } of open) {
    const missing = (tracks[0] ?? []).filter((at) => presence.of(at).present !== true);
    for (const container of new Set(missing.map((at) => containers.of(at)))) {
      const list = closes.get(container) ?? [];
      closes.set(container, list);
      list.push(advisory);
    }
  }
  return { closes };
}
