/**
 * Hotpatches that no feed calls so. Believed to be cumulative, one would stand for the month's
 * update, which hosts that are not enrolled for hotpatches need instead.
 */
import type { KnownUpdate, ProductKnowledge } from './knowledge.ts';

/**
 * The hotpatches among the updates of a servicing branch. One closes what the month's cumulative
 * update closes, on the same day, but replaces other hotpatches only, or nothing.
 */
export function hotpatchesOf(products: readonly ProductKnowledge[]): ReadonlySet<string> {
  const updates = products.flatMap((product) => product.updates);
  const hotpatches = new Set(updates.filter(({ kind }) => kind === 'hotpatch').map(({ id }) => id));
  const cumulative = new Set(
    updates.filter(({ kind }) => kind === 'cumulative').map(({ id }) => id),
  );
  const replaced = replacedOf(updates);
  const replaces = (id: string): boolean =>
    replaced.get(id)?.some((other) => cumulative.has(other) && !hotpatches.has(other)) ?? false;
  // Oldest first: what replaces a hotpatch is told by that one being known already.
  for (const { id, beside } of pairsOfOneDay(products)) {
    if (!replaces(id) && replaces(beside)) hotpatches.add(id);
  }
  return hotpatches;
}

interface Pair {
  readonly id: string;
  /** An update of the same day that closes at least half of what the first one closes. */
  readonly beside: string;
}

function pairsOfOneDay(products: readonly ProductKnowledge[]): readonly Pair[] {
  return products
    .flatMap((product) => {
      const closes = advisoriesByUpdate(product);
      const cumulative = product.updates.filter(({ kind }) => kind === 'cumulative');
      return [...Map.groupBy(cumulative, ({ published }) => published)].flatMap(([day, ofDay]) =>
        ofDay.flatMap(({ id }) =>
          ofDay
            .filter((other) => other.id !== id && covers(closes, other.id, id))
            .map((other) => ({ day, id, beside: other.id })),
        ),
      );
    })
    .sort((a, b) => (a.day < b.day ? -1 : Number(a.day > b.day)));
}

function covers(
  closes: ReadonlyMap<string, ReadonlySet<number>>,
  other: string,
  id: string,
): boolean {
  const own = [...(closes.get(id) ?? [])];
  const shared = own.filter((advisory) => closes.get(other)?.has(advisory));
  return own.length > 0 && shared.length * 2 >= own.length;
}

function advisoriesByUpdate({
  updates,
  fixes,
}: ProductKnowledge): ReadonlyMap<string, ReadonlySet<number>> {
  const closes = new Map<string, Set<number>>();
  for (const { updates: closing, advisories, component } of fixes) {
    if (component !== '') continue;
    for (const { at } of closing) {
      const id = updates[at]?.id ?? '';
      const known = closes.get(id) ?? new Set<number>();
      closes.set(id, known);
      for (const advisory of advisories) known.add(advisory);
    }
  }
  return closes;
}

/** What an update replaces on any of the products: each feed is silent on some. */
function replacedOf(updates: readonly KnownUpdate[]): ReadonlyMap<string, readonly string[]> {
  const replaced = new Map<string, string[]>();
  for (const { id, supersedes } of updates) {
    replaced.set(id, [...(replaced.get(id) ?? []), ...supersedes]);
  }
  return replaced;
}
