/**
 * What products of one servicing branch tell about each other: Windows 10 2004 to 22H2 get the same
 * cumulative updates, so that what a feed says of one of them holds for all.
 */
import { cumulativeBuild, servicingBranch } from '../version/index.ts';
import { hotpatchesOf } from './hotpatch.ts';
import type { KnownUpdate, ProductKnowledge } from './knowledge.ts';

/** The servicing branch of a product; null where updates are not cumulative by themselves. */
export function branchOf({ product }: ProductKnowledge): number | null {
  const build = cumulativeBuild(product.family, product.release);
  return build === null ? null : servicingBranch(build);
}

/** Marks on every product of a branch the hotpatches that any of them shows to be one. */
export function withHotpatches(products: readonly ProductKnowledge[]): ProductKnowledge[] {
  const found = new Map<number, ReadonlySet<string>>();
  for (const [branch, related] of Map.groupBy(products, branchOf)) {
    if (branch !== null) found.set(branch, hotpatchesOf(related));
  }
  return products.map((product) => {
    const hotpatches = found.get(branchOf(product) ?? -1);
    if (hotpatches === undefined) return product;
    const mark = (update: KnownUpdate): KnownUpdate =>
      hotpatches.has(update.id) ? { ...update, kind: 'hotpatch' } : update;
    return { ...product, updates: product.updates.map(mark) };
  });
}

/**
 * Gives each product the cumulative updates that feeds name only for a sibling: another release of
 * the same family on its branch. A host that got 23H2 by enablement package still lists the last
 * update it had as 22H2. Client and server are no siblings: since 2026 the updates of Windows 11 24H2
 * and of Windows Server 2025 count their revisions apart, on one branch.
 */
export function withSiblings(products: readonly ProductKnowledge[]): ProductKnowledge[] {
  const shared = new Map<string, Map<string, KnownUpdate>>();
  for (const product of products) {
    if (branchOf(product) === null) continue;
    const updates = shared.get(lineOf(product)) ?? new Map<string, KnownUpdate>();
    shared.set(lineOf(product), updates);
    for (const update of product.updates) {
      if (update.kind === 'cumulative' && !updates.has(update.id)) updates.set(update.id, update);
    }
  }
  return products.map((product) => withShared(product, shared.get(lineOf(product)) ?? new Map()));
}

function lineOf(product: ProductKnowledge): string {
  return `${product.product.family} ${branchOf(product)}`;
}

function withShared(
  product: ProductKnowledge,
  shared: ReadonlyMap<string, KnownUpdate>,
): ProductKnowledge {
  const own = new Set(product.updates.map(({ id }) => id));
  const missing = [...shared.values()].filter(({ id }) => !own.has(id));
  const marked = product.updates.map(
    (update): KnownUpdate => (shared.has(update.id) ? { ...update, kind: 'cumulative' } : update),
  );
  return { ...product, updates: [...marked, ...missing] };
}
