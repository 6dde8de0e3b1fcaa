import type { KnownUpdate, ProductKnowledge } from '../bulletin/index.ts';

/** What of a product the replacements are followed through. */
interface Followed {
  readonly knowledge: ProductKnowledge;
  readonly updateAt: ReadonlyMap<string, number>;
  readonly contained: ReadonlySet<number>;
}

/** Which updates replace which on a product, transitively. */
export class Replacements {
  readonly #product: Followed;
  readonly #byContained = new Map<string, ReadonlySet<string>>();

  constructor(product: Followed) {
    this.#product = product;
  }

  /** Every update that these replace, with the one of them that does. */
  by(updates: readonly string[]): ReadonlyMap<string, string> {
    const replaced = new Map<string, string>();
    for (const root of updates) {
      this.#follow(root, (id) => {
        if (replaced.has(id)) return false;
        replaced.set(id, root);
        return true;
      });
    }
    return replaced;
  }

  /** What a cumulative update replaces through those it contains; the same for every host that has it. */
  byContaining(newest: KnownUpdate): ReadonlySet<string> {
    const known = this.#byContained.get(newest.id);
    if (known !== undefined) return known;
    const replaced = new Set<string>();
    for (const at of this.#product.contained) {
      const inner = this.#product.knowledge.updates[at];
      if (inner === undefined || inner.published > newest.published) continue;
      this.#follow(inner.id, (id) => !replaced.has(id) && replaced.add(id) !== null);
    }
    this.#byContained.set(newest.id, replaced);
    return replaced;
  }

  /** Walks what an update replaces; `visit` says whether to go on from there. */
  #follow(start: string, visit: (id: string) => boolean): void {
    const { knowledge, updateAt } = this.#product;
    const pending = [start];
    for (let id = pending.pop(); id !== undefined; id = pending.pop()) {
      for (const next of knowledge.updates[updateAt.get(id) ?? -1]?.supersedes ?? []) {
        if (visit(next)) pending.push(next);
      }
    }
  }
}
