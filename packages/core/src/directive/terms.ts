import { sameName } from '../names/index.ts';
import type { When } from './when.ts';

/** What an authority orders, of whom, and by when. */
export interface Terms {
  /** `CISA`, `DHS`, `the CISO`. */
  readonly authority: string;
  readonly title: string;
  /** Address or words by which the order itself is found. */
  readonly reference: string;
  readonly scope: Scope;
  readonly demands: readonly Demand[];
  readonly exemptions: readonly Exemption[];
}

/**
 * What the order is about. Advisories and updates name what is to be dealt with, either of them is
 * enough. Of the others an empty list means all.
 */
export interface Scope {
  readonly advisories: readonly string[];
  readonly updates: readonly string[];
  readonly products: readonly string[];
  readonly roles: readonly string[];
  readonly groups: readonly string[];
}

/** `mitigate`: anything short of the update that keeps attackers out. */
export const demandedActions = ['patch', 'mitigate', 'disconnect', 'collect-evidence'] as const;
export type DemandedAction = (typeof demandedActions)[number];

export interface Demand {
  readonly action: DemandedAction;
  readonly clock: Clock;
  /** Hosts that must do it; empty for all in scope. */
  readonly roles: readonly string[];
  readonly note: string;
}

export const clockStarts = ['issue', 'publication', 'kev-addition'] as const;

/** Hours from an event; or until a time, null where the order names none. */
export type Clock =
  | { readonly from: (typeof clockStarts)[number]; readonly hours: number }
  | { readonly by: When | null };

/** Hosts that are told to wait, or that need not act. An empty list means all. */
export interface Exemption {
  readonly roles: readonly string[];
  readonly groups: readonly string[];
  readonly reason: string;
  /** ISO date with whose end it ends; null while the order says nothing else. */
  readonly until: string | null;
}

interface Subject {
  readonly update: string | null;
  /** Those that it closes. */
  readonly advisories: readonly string[];
}

/** Whether the order is about this update, or about an advisory that it closes. */
export function concerns(terms: Terms, subject: Subject): boolean {
  return namesUpdate(terms, subject) || ordered(terms, subject).length > 0;
}

/** Of the advisories in scope those that the update closes; all where the update itself is named. */
export function ordered(terms: Terms, subject: Subject): readonly string[] {
  const { advisories } = terms.scope;
  if (namesUpdate(terms, subject)) return advisories;
  return advisories.filter((one) => subject.advisories.some((other) => sameName(one, other)));
}

/** Whether the order is about the update itself. */
export function namesUpdate(
  { scope: { updates } }: Terms,
  { update }: Pick<Subject, 'update'>,
): boolean {
  return update !== null && updates.some((one) => sameName(one, update));
}
