import type { Terms } from './terms.ts';
import { beginsAt, type Moment, type When } from './when.ts';

/** What became of an order. Events are added and never changed. */
export type DirectiveEvent = DirectiveChange & RecordedEvent;

export type DirectiveChange =
  | { readonly kind: 'issued'; readonly at: When; readonly terms: Terms; readonly note: string }
  | { readonly kind: 'amended'; readonly at: When; readonly terms: Terms; readonly note: string }
  | { readonly kind: 'withdrawn'; readonly at: When; readonly note: string };

export interface RecordedEvent {
  /** Counts up in the order of recording. */
  readonly sequence: number;
  /** When it was entered, in milliseconds since 1970. */
  readonly recordedMs: number;
  /** By whom. */
  readonly by: string;
}

export interface Directive {
  readonly id: string;
  /** An order that people enter, or an entry of CISA's catalogue that is followed. */
  readonly kind: 'own' | 'kev';
  /** Whose days its dates are: `America/New_York`. */
  readonly zone: string;
  readonly events: readonly DirectiveEvent[];
}

/**
 * Events in the order in which they take effect. Of two at the same instant, the one that was
 * recorded later counts last.
 */
export function inEffectOrder<E extends { readonly at: When; readonly sequence: number }>(
  events: readonly E[],
  zone: string,
): readonly E[] {
  return [...events].sort(
    (a, b) => beginsAt(a.at, zone) - beginsAt(b.at, zone) || a.sequence - b.sequence,
  );
}

/** What was on record at a moment: what an auditor may ask of the past. */
export function onRecordAt(
  events: readonly DirectiveEvent[],
  recordedMs: number,
): readonly DirectiveEvent[] {
  return events.filter((event) => event.recordedMs <= recordedMs);
}

/**
 * Why these events can not all be so, in words; null where they can: an order is issued when none
 * is in force, and amended or withdrawn when one is.
 */
export function contradictionIn(
  events: readonly Pick<DirectiveEvent, 'kind' | 'at' | 'sequence'>[],
  { zone }: Pick<Moment, 'zone'>,
): string | null {
  let inForce = false;
  for (const { kind, at } of inEffectOrder(events, zone)) {
    if (kind === 'issued' && inForce) return `it is in force already when it is issued at ${at}`;
    if (kind !== 'issued' && !inForce) return `it is not in force when it is ${kind} at ${at}`;
    inForce = kind !== 'withdrawn';
  }
  return null;
}
