import type { KevListing } from '@daybreak/core/threat';
import type { KevCatalogue, KevEntry } from './catalogue.ts';
import type { KevChange } from './change.ts';
import { ListingDraft, type ListingState } from './listing-draft.ts';

/**
 * What the catalogue listed when: the changes replayed up to the catalogue, which then has the last
 * word, and on from there where they go further. Two lists that tell of the same change, one of them
 * later, are one history: what is so already is not changed again.
 * @param changes in order of time
 * @returns by advisory, each advisory's listings in order of time
 */
export function listingsOf(
  catalogue: KevCatalogue,
  changes: readonly KevChange[],
): readonly KevListing[] {
  const entries = new Map(catalogue.entries.map((entry) => [entry.advisory, entry]));
  const histories = Map.groupBy(changes, ({ advisory }) => advisory);
  const advisories = [...new Set([...entries.keys(), ...histories.keys()])].sort();
  return advisories.flatMap((advisory) =>
    historyOf(advisory, entries.get(advisory), catalogue.day, histories.get(advisory) ?? []),
  );
}

function historyOf(
  advisory: string,
  entry: KevEntry | undefined,
  catalogueDay: string,
  changes: readonly KevChange[],
): readonly KevListing[] {
  const draft = new ListingDraft(advisory);
  const earlier = changes.filter(({ day }) => day <= catalogueDay);
  const start = earlier.reduceRight<ListingState | null>(stateBefore, entry ?? null);
  if (start !== null) draft.open(start, earlier[0]?.day ?? catalogueDay);
  for (const change of earlier) apply(draft, change);
  settle(draft, entry, catalogueDay);
  for (const change of changes.slice(earlier.length)) apply(draft, change);
  return draft.listings();
}

/** What was there before a change, as far as it and what was there after it tell. */
function stateBefore(after: ListingState | null, change: KevChange): ListingState | null {
  const { kind, old, due } = change;
  const state = after ?? { added: null, due: null, ransomware: false };
  switch (kind) {
    case 'added':
      return null;
    case 'removed':
      return { ...state, added: old || state.added, due: due || state.due };
    case 'changed:dateAdded':
      return { ...state, added: old };
    case 'changed:dueDate':
      return { ...state, due: old || null };
    case 'changed:knownRansomwareCampaignUse':
      return { ...state, ransomware: old === 'Known' };
    default:
      return kind satisfies never;
  }
}

function apply(draft: ListingDraft, { day, kind, now, due }: KevChange): void {
  switch (kind) {
    case 'added':
      draft.open({ added: now, due: due || null, ransomware: false }, day);
      break;
    case 'removed':
      draft.close(day);
      break;
    case 'changed:dateAdded':
      // It was listed from the earlier date on, whatever date it is given later.
      break;
    case 'changed:dueDate':
      draft.setDue(now || null, day);
      break;
    case 'changed:knownRansomwareCampaignUse':
      draft.setRansomware(now === 'Known', day);
      break;
    default:
      kind satisfies never;
  }
}

/** Makes the draft say what the catalogue says, where the changes left something out. */
function settle(draft: ListingDraft, entry: KevEntry | undefined, day: string): void {
  if (entry === undefined) {
    draft.close(day);
    return;
  }
  draft.open(entry, day);
  draft.setDue(entry.due, day);
  draft.setRansomware(entry.ransomware, day);
}
