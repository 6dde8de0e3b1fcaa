/**
 * Updates that a feed lists for the wrong product: KB5055518 is the cumulative update of Windows 10
 * 22H2 of April 2025, with rows for Windows 11 21H2 too, which cannot take it. A cumulative update is
 * made for one servicing branch; where it closes many advisories on one, a few rows on another are a
 * slip, and the update is taken from the product. Its advisories stay known, though nothing closes them.
 */
import { branchOf } from './branch.ts';
import { manyAdvisories, ownAdvisoryCounts } from './cumulative.ts';
import type { KnownUpdate, ProductKnowledge } from './knowledge.ts';

/** @param report is told of each update that was taken from a product */
export function withoutForeignUpdates(
  products: readonly ProductKnowledge[],
  report: (update: KnownUpdate, product: ProductKnowledge) => void,
): ProductKnowledge[] {
  const homes = homesOf(products);
  return products.map((product) => {
    const branch = branchOf(product);
    if (branch === null) return product;
    const isForeign = ({ id }: KnownUpdate): boolean => {
      const known = homes.get(id);
      return known !== undefined && !known.has(branch);
    };
    if (!product.updates.some(isForeign)) return product;
    for (const update of product.updates) if (isForeign(update)) report(update, product);
    return withoutUpdates(product, isForeign);
  });
}

/** The branches on which an update closes many advisories. */
function homesOf(products: readonly ProductKnowledge[]): ReadonlyMap<string, ReadonlySet<number>> {
  const homes = new Map<string, Set<number>>();
  for (const product of products) {
    const branch = branchOf(product);
    if (branch === null) continue;
    for (const [at, count] of ownAdvisoryCounts(product)) {
      const id = product.updates[at]?.id;
      if (id === undefined || count < manyAdvisories) continue;
      const known = homes.get(id) ?? new Set<number>();
      homes.set(id, known.add(branch));
    }
  }
  return homes;
}

function withoutUpdates(
  product: ProductKnowledge,
  isForeign: (update: KnownUpdate) => boolean,
): ProductKnowledge {
  const updates = product.updates.filter((update) => !isForeign(update));
  const places = new Map(updates.map((update, place) => [update, place]));
  const placeOf = (at: number): number => {
    const update = product.updates[at];
    return update === undefined ? -1 : (places.get(update) ?? -1);
  };
  const fixes = product.fixes.map((fix) => ({
    ...fix,
    updates: fix.updates
      .map(({ at, published }) => ({ at: placeOf(at), published }))
      .filter(({ at }) => at !== -1),
  }));
  return { ...product, updates, fixes: fixes.filter((fix) => fix.updates.length > 0) };
}
