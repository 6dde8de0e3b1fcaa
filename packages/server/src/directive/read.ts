/** Directives as core decides about them: their own events, or those of the entry they follow. */

import { type Directive, eventsOfKev } from '@daybreak/core/directive';
import type { KevListing } from '@daybreak/core/threat';
import type { Reader } from '@daybreak/storage/database';
import { listDirectives, type StoredDirective } from '@daybreak/storage/directive';

/** What the catalogue says of an advisory, in order of time; empty where it says nothing. */
export type KevLookup = (advisory: string) => readonly KevListing[];

/** Every directive, those that follow the catalogue as it is now. */
export async function readDirectives(reader: Reader, kev: KevLookup): Promise<Directive[]> {
  return (await listDirectives(reader)).map((stored) => withEvents(stored, kev));
}

export function withEvents<D extends StoredDirective>(stored: D, kev: KevLookup): D {
  return stored.advisory === null
    ? stored
    : { ...stored, events: eventsOfKev(kev(stored.advisory)) };
}
