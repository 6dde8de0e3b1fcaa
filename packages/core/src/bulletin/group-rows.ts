import type { ClosingUpdate, KnownFix } from './knowledge.ts';

/** That an update closes an advisory, as a feed says it. */
export interface Row {
  /** Position of the advisory; -1 for an update that closes none by name. */
  readonly advisory: number;
  /** Position of the update; -1 where the vendor names none. */
  readonly update: number;
  readonly component: string;
  /** ISO date from which the row was known. */
  readonly published: string;
}

/** Gathers the advisories of which the rows say the same. What no update closes is in no group. */
export function groupRows(rows: readonly Row[]): readonly KnownFix[] {
  const groups = new Map<string, { fix: Omit<KnownFix, 'advisories'>; advisories: number[] }>();
  for (const [advisory, ofComponents] of Map.groupBy(rows.toSorted(byUpdate), inAdvisory)) {
    for (const [component, ofOne] of Map.groupBy(ofComponents, inComponent)) {
      const updates = closingUpdates(ofOne);
      if (updates.length === 0) continue;
      const key = [
        component,
        advisory === -1,
        ...updates.map(({ at, published }) => `${at} ${published}`),
      ];
      const known = groups.get(key.join('|')) ?? { fix: { component, updates }, advisories: [] };
      groups.set(key.join('|'), known);
      if (advisory !== -1) known.advisories.push(advisory);
    }
  }
  return [...groups.values()]
    .map(({ fix, advisories }) => ({ ...fix, advisories: advisories.sort((a, b) => a - b) }))
    .sort(byComponentAndAdvisory);
}

function closingUpdates(rows: readonly Row[]): readonly ClosingUpdate[] {
  return rows.flatMap(({ update: at, published }) => (at === -1 ? [] : [{ at, published }]));
}

const inAdvisory = ({ advisory }: Row): number => advisory;
const inComponent = ({ component }: Row): string => component;
const byUpdate = (a: Row, b: Row): number => a.update - b.update;

function byComponentAndAdvisory(a: KnownFix, b: KnownFix): number {
  if (a.component !== b.component) return a.component < b.component ? -1 : 1;
  return (a.advisories[0] ?? -1) - (b.advisories[0] ?? -1);
}
