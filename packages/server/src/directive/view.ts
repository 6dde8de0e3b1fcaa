/** Directives as the protocol shows them. */

import {
  beginsAt,
  type DirectiveEvent,
  dueOf,
  inEffectOrder,
  inForceAt,
  type Terms,
} from '@daybreak/core/directive';
import type { DirectiveDetail, DirectiveSummary } from '@daybreak/protocol/directive';
import type { StoredDirective } from '@daybreak/storage/directive';

export function summaryOf(directive: StoredDirective, atMs: number): DirectiveSummary {
  const { id, kind, advisory, zone, createdBy, events } = directive;
  const { state, terms, issuedAt } = stateOf(events, { atMs, zone });
  const dates = { issue: issuedAt ?? '', publication: null, kevAddition: null };
  const due = (terms?.demands ?? []).map(({ clock }) => dueOf(clock, dates, zone));
  return {
    ...{ id, kind, advisory, zone, createdBy, state, issuedAt },
    createdAt: directive.createdAt.toISOString(),
    terms: terms === null ? null : shownTerms(terms),
    due: due.map(({ dueMs, why }) => ({
      at: dueMs === null ? null : new Date(dueMs).toISOString(),
      why,
    })),
  };
}

export function detailOf(directive: StoredDirective, atMs: number): DirectiveDetail {
  const events = inEffectOrder(directive.events, directive.zone);
  return { directive: summaryOf(directive, atMs), events: events.map(shownEvent) };
}

function stateOf(
  events: readonly DirectiveEvent[],
  now: { readonly atMs: number; readonly zone: string },
): Pick<DirectiveSummary, 'state' | 'issuedAt'> & { terms: Terms | null } {
  const ordered = inEffectOrder(events, now.zone);
  const current = inForceAt(events, now);
  if (current !== null) return { state: 'in-force', ...current };
  const next = ordered.find(({ at }) => beginsAt(at, now.zone) > now.atMs);
  if (next?.kind === 'issued') return { state: 'to-come', terms: next.terms, issuedAt: next.at };
  const last = ordered.findLast((event) => event.kind !== 'withdrawn');
  if (last === undefined) return { state: 'not-known', terms: null, issuedAt: null };
  const issued = ordered.findLast(({ kind }) => kind === 'issued');
  return { state: 'withdrawn', terms: last.terms, issuedAt: issued?.at ?? null };
}

function shownEvent(event: DirectiveEvent): DirectiveDetail['events'][number] {
  const { kind, at, note, by, recordedMs } = event;
  const terms = event.kind === 'withdrawn' ? null : shownTerms(event.terms);
  return { kind, at, terms, note, by, recordedAt: new Date(recordedMs).toISOString() };
}

/** The schemas' types do not say readonly: lists are copied for them. */
function shownTerms(terms: Terms): NonNullable<DirectiveSummary['terms']> {
  return structuredClone(terms) as NonNullable<DirectiveSummary['terms']>;
}
