/** Directives as core decides about them: their own events, or those of the entry they follow. */

import { type Directive, eventsOfKev } from '@daybreak/core/directive';
import type { KevListing } from '@daybreak/core/threat';
import type { Reader } from '@daybreak/storage/database';
import { listDirectives, type StoredDirective } from '@daybreak/storage/directive';
import type { ExposureService } from '../exposure/index.ts';

/** What the catalogue says of an advisory, in order of time; empty where it says nothing. */
type KevLookup = (advisory: string) => readonly KevListing[];

export function kevOf(exposure: ExposureService): KevLookup {
  return (advisory) => exposure.threats().knowledge.of(advisory).kev;
}

/** Every directive, those that follow the catalogue as it is now. */
export async function readDirectives(reader: Reader, kev: KevLookup): Promise<Directive[]> {
  return (await listDirectives(reader)).map((stored) => withEvents(stored, kev));
}

export function withEvents<D extends StoredDirective>(stored: D, kev: KevLookup): D {
  return stored.advisory === null
    ? stored
    : { ...stored, events: eventsOfKev(kev(stored.advisory)) };
}
