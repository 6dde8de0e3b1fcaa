import { type DirectiveEvent, inEffectOrder } from './event.ts';
import type { Terms } from './terms.ts';
import { beginsAt, type Moment, type When } from './when.ts';

/** An order as it is at a moment. */
export interface InForce {
  readonly terms: Terms;
  /** When it was issued, be it for the first time or anew. */
  readonly issuedAt: When;
}

/** The order as it is then; null before it was issued and after it was withdrawn. */
export function inForceAt(
  events: readonly DirectiveEvent[],
  { atMs, zone }: Moment,
): InForce | null {
  let state: InForce | null = null;
  for (const event of inEffectOrder(events, zone)) {
    if (beginsAt(event.at, zone) > atMs) break;
    state = after(state, event);
  }
  return state;
}

/** What the order says then; null before it was issued and after it was withdrawn. */
export function termsAt(events: readonly DirectiveEvent[], moment: Moment): Terms | null {
  return inForceAt(events, moment)?.terms ?? null;
}

function after(state: InForce | null, event: DirectiveEvent): InForce | null {
  if (event.kind === 'withdrawn') return null;
  if (event.kind === 'issued') return { terms: event.terms, issuedAt: event.at };
  return state === null ? null : { ...state, terms: event.terms };
}
