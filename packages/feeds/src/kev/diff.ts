import type { KevCatalogue, KevEntry } from './catalogue.ts';
import type { KevChange, KevChangeKind } from './change.ts';

/** What changed from an older catalogue to a newer one, in the order of the advisories. */
export function changesBetween(older: KevCatalogue, newer: KevCatalogue): readonly KevChange[] {
  const before = new Map(older.entries.map((entry) => [entry.advisory, entry]));
  const after = new Map(newer.entries.map((entry) => [entry.advisory, entry]));
  const advisories = [...new Set([...before.keys(), ...after.keys()])].sort();
  return advisories.flatMap((advisory) =>
    changesOf(newer.day, advisory, before.get(advisory), after.get(advisory)),
  );
}

function changesOf(
  day: string,
  advisory: string,
  before: KevEntry | undefined,
  after: KevEntry | undefined,
): readonly KevChange[] {
  const change = (kind: KevChangeKind, old: string, now: string, due = ''): KevChange[] =>
    old === now ? [] : [{ day, advisory, kind, old, now, due }];
  if (after === undefined) return change('removed', before?.added ?? '', '', before?.due ?? '');
  const ransomware = 'changed:knownRansomwareCampaignUse';
  if (before === undefined) {
    const added = change('added', '', after.added, after.due ?? '');
    return after.ransomware ? [...added, ...change(ransomware, '', 'Known')] : added;
  }
  return [
    ...change('changed:dateAdded', before.added, after.added),
    ...change('changed:dueDate', before.due ?? '', after.due ?? ''),
    ...change(ransomware, wordOf(before), wordOf(after)),
  ];
}

function wordOf({ ransomware }: KevEntry): string {
  return ransomware ? 'Known' : 'Unknown';
}
