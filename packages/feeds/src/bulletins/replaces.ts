import { readKb } from '../feed/index.ts';
import type { Affected, Bulletin } from './schema.ts';

/** The updates that a row of a bulletin replaces. */
export type Replaces = (bulletin: Bulletin, row: Affected) => readonly string[];

/**
 * Bulletins name what they replace by bulletin. Which updates that means depends on the product:
 * the updates of the named bulletin's rows of the same product and component, else of the same
 * product. A bulletin that has no such row, or is not in the file, means no update that is known.
 */
export function replacesIn(bulletins: readonly Bulletin[]): Replaces {
  const updates = new Map<string, Set<string>>();
  const add = (key: string, update: string): void => {
    const known = updates.get(key) ?? new Set<string>();
    updates.set(key, known.add(update));
  };
  for (const bulletin of bulletins) {
    for (const row of bulletin.affected) {
      const update = updateOf(bulletin, row);
      if (update === '') continue;
      add(keyOf(bulletin.id, row.product, row.component ?? ''), update);
      add(keyOf(bulletin.id, row.product, anyComponent), update);
    }
  }
  return (bulletin, row) => {
    const own = updateOf(bulletin, row);
    const found = (row.replaces ?? bulletin.replaces ?? []).flatMap((name) => {
      const kb = readKb(name);
      if (kb !== null) return [kb];
      const exact = updates.get(keyOf(name, row.product, row.component ?? ''));
      return [...(exact ?? updates.get(keyOf(name, row.product, anyComponent)) ?? [])];
    });
    return [...new Set(found)].filter((update) => update !== own);
  };
}

/** The update of a row: its own, else its bulletin's; empty where neither names one. */
export function updateOf(bulletin: Bulletin, row: Affected): string {
  return row.kb ?? bulletin.kb ?? '';
}

const anyComponent = '*';

function keyOf(bulletin: string, product: string, component: string): string {
  return `${bulletin}\n${product}\n${component}`;
}
