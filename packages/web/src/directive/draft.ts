/** A directive as it is being written: every field a text. */
import { isAdvisory, listOf, namesIn } from './names.ts';
import type { Terms } from './words.ts';

export interface DemandDraft {
  readonly key: number;
  readonly action: string;
  /** What the clock counts from, or `by` for a time. */
  readonly from: string;
  /** Hours, or the time. */
  readonly value: string;
  readonly roles: string;
  readonly note: string;
}

export interface ExemptionDraft {
  readonly key: number;
  readonly roles: string;
  readonly groups: string;
  readonly reason: string;
  readonly until: string;
}

export interface Draft {
  readonly at: string;
  readonly zone: string;
  readonly note: string;
  readonly authority: string;
  readonly title: string;
  readonly reference: string;
  /** CVEs and updates. */
  readonly names: string;
  readonly products: string;
  readonly roles: string;
  readonly groups: string;
  readonly demands: readonly DemandDraft[];
  readonly exemptions: readonly ExemptionDraft[];
}

export function newDemand(key: number): DemandDraft {
  return { key, action: 'patch', from: 'by', value: '', roles: '', note: '' };
}

export function newExemption(key: number): ExemptionDraft {
  return { key, roles: '', groups: '', reason: '', until: '' };
}

export function emptyDraft(zone: string): Draft {
  const texts = { authority: '', title: '', reference: '', names: '', products: '', roles: '' };
  const demands = [newDemand(0)];
  return { at: '', zone, note: '', groups: '', ...texts, demands, exemptions: [] };
}

export function draftOf(
  { authority, title, reference, scope, ...terms }: Terms,
  zone: string,
): Draft {
  return {
    ...{ at: '', zone, note: '', authority, title, reference },
    names: [...scope.advisories, ...scope.updates].join(', '),
    products: scope.products.join(', '),
    roles: scope.roles.join(', '),
    groups: scope.groups.join(', '),
    demands: terms.demands.map(({ action, clock, roles, note }, key) => ({
      ...{ key, action, note, roles: roles.join(', ') },
      from: 'hours' in clock ? clock.from : 'by',
      value: 'hours' in clock ? String(clock.hours) : (clock.by ?? ''),
    })),
    exemptions: terms.exemptions.map(({ roles, groups, reason, until }, key) => ({
      ...{ key, reason, until: until ?? '' },
      roles: roles.join(', '),
      groups: groups.join(', '),
    })),
  };
}

/** What is sent; what is not as it should be, the server says with its place. */
export function bodyOf(draft: Draft) {
  const { at, note, authority, title, reference } = draft;
  const names = namesIn(draft.names);
  return {
    at,
    note,
    terms: {
      ...{ authority, title, reference },
      scope: {
        advisories: names.filter(isAdvisory),
        updates: names.filter((name) => !isAdvisory(name)),
        products: listOf(draft.products),
        roles: listOf(draft.roles),
        groups: listOf(draft.groups),
      },
      demands: draft.demands.map(({ action, from, value, roles, note: why }) => ({
        ...{ action, roles: listOf(roles), note: why },
        clock: from === 'by' ? { by: value } : { from, hours: Number(value) },
      })),
      exemptions: draft.exemptions.map(({ roles, groups, reason, until }) => ({
        ...{ roles: listOf(roles), groups: listOf(groups), reason, until: until || null },
      })),
    },
  };
}
