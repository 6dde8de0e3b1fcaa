/** What changed in the catalogue from one version to the next. */

export const kevChangeKinds = [
  'added',
  'removed',
  'changed:dateAdded',
  'changed:dueDate',
  'changed:knownRansomwareCampaignUse',
] as const;
export type KevChangeKind = (typeof kevChangeKinds)[number];

export interface KevChange {
  /** ISO date of the version that has it: it holds from then on. */
  readonly day: string;
  readonly advisory: string;
  readonly kind: KevChangeKind;
  /** What was there before. For `removed` the date on which it had been added; empty if not told. */
  readonly old: string;
  /** What is there now; for `added` the date of it. */
  readonly now: string;
  /** The due day of what is `added` or `removed`; else, and where not told, empty. */
  readonly due: string;
}

/** Lists put together, each change once, in order of time; on one day in the order of the lists. */
export function mergeChanges(lists: readonly (readonly KevChange[])[]): readonly KevChange[] {
  const byText = new Map<string, KevChange>();
  for (const change of lists.flat()) {
    const { day, advisory, kind, old, now, due } = change;
    const text = [day, advisory, kind, old, now, due].join();
    if (!byText.has(text)) byText.set(text, change);
  }
  return [...byText.values()].sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
}
