import { type KevListing, listedOn, type ThreatKnowledge } from '../threat/index.ts';
import type { DirectiveChange, DirectiveEvent } from './event.ts';
import type { Terms } from './terms.ts';
import type { When } from './when.ts';

/** When the catalogue took in an advisory that it lists; null where it does not, or it is not known. */
export type KevAdded = (advisory: string) => When | null;

/** @param day ISO date at whose end it must be listed: an entry that was taken out counts no more */
export function kevAddedAsOf(threats: Pick<ThreatKnowledge, 'of'>, day: string): KevAdded {
  return (advisory) => listedOn(threats.of(advisory.toUpperCase()).kev, day)?.added ?? null;
}

/** The catalogue is CISA's, whose days these are. */
export const kevZone = 'America/New_York';
/** The first day of the catalogue: an entry of unknown age is no older. */
const kevBegan = '2021-11-03';
const catalogue = "CISA's KEV catalogue";
const address = 'https://www.cisa.gov/known-exploited-vulnerabilities-catalog';

/**
 * What became of an advisory's entry in the catalogue, as the events of an order: issued with the
 * entry, amended with its due date, withdrawn with its removal.
 * @param listings in order of time
 */
export function eventsOfKev(listings: readonly KevListing[]): readonly DirectiveEvent[] {
  return listings.flatMap(changesOf).map((change, sequence) => ({
    ...change,
    sequence,
    recordedMs: Date.parse(change.at),
    by: catalogue,
  }));
}

function changesOf({ advisory, added, removed, due }: KevListing): readonly DirectiveChange[] {
  const at = added ?? kevBegan;
  const [first, ...later] = due;
  const note = added === null ? 'listed before its entry was first seen' : '';
  const changes: DirectiveChange[] = [
    { kind: 'issued', at, terms: termsOf(advisory, first?.day ?? null), note },
  ];
  for (const { from, day } of later) {
    // What was said before it was listed holds from then on.
    const terms = termsOf(advisory, day);
    changes.push({
      kind: 'amended',
      at: [at, from].toSorted()[1] ?? at,
      terms,
      note: `due by ${day}`,
    });
  }
  if (removed === null) return changes;
  return [...changes, { kind: 'withdrawn', at: removed, note: 'taken out of the catalogue' }];
}

function termsOf(advisory: string, day: string | null): Terms {
  return {
    authority: 'CISA',
    title: `${advisory} is known to be exploited`,
    reference: address,
    scope: { advisories: [advisory], updates: [], products: [], roles: [], groups: [] },
    demands: [{ action: 'patch', clock: { by: day }, roles: [], note: '' }],
    exemptions: [],
  };
}
