/** Terms of a directive in words. */
import type { DirectiveSummary } from '@daybreak/protocol/directive';
import { dateText, exactTime } from '../ui/time-text.ts';

export type Terms = NonNullable<DirectiveSummary['terms']>;
type Demand = Terms['demands'][number];

const actions: Readonly<Record<Demand['action'], string>> = {
  patch: 'patch',
  mitigate: 'mitigate',
  disconnect: 'disconnect',
  'collect-evidence': 'collect evidence',
};

export function actionWord(action: string): string {
  return actions[action as Demand['action']] ?? action;
}

const starts = {
  issue: 'the issue',
  publication: 'publication',
  'kev-addition': 'addition to KEV',
};

/** A day as `24 Jul 2020`, an instant as `Fri 24 Jul 2020, 14:00:00 GMT-4`; the zone is said beside. */
export function whenText(when: string, zone: string): string {
  return when.length === 10 ? dateText(when) : exactTime(new Date(when), zone);
}

/** `within 24 hours of the issue`, `by 24 Jul 2020 (America/New_York)`. */
export function clockText(clock: Demand['clock'], zone: string): string {
  if ('hours' in clock) return `within ${clock.hours} hours of ${starts[clock.from]}`;
  return clock.by === null ? 'no time is named' : `by ${whenText(clock.by, zone)} (${zone})`;
}

/** `CVE-2020-1350, on hosts of role dns`. */
export function scopeText({ scope }: Terms): string {
  const { advisories, updates, products, roles, groups } = scope;
  const what = [...advisories, ...updates].join(', ');
  const whom = [
    products.length > 0 ? products.join(', ') : '',
    roles.length > 0 ? `role ${roles.join(', ')}` : '',
    groups.length > 0 ? `group ${groups.join(', ')}` : '',
  ].filter(Boolean);
  return whom.length === 0
    ? `${what}, on every host`
    : `${what}, on hosts of ${whom.join(' and ')}`;
}

/** `role dc, group lab`. */
export function whoText({ roles, groups }: { roles: string[]; groups: string[] }): string {
  return [
    ...(roles.length > 0 ? [`role ${roles.join(', ')}`] : []),
    ...(groups.length > 0 ? [`group ${groups.join(', ')}`] : []),
  ].join(' in ');
}

const states: Readonly<Record<DirectiveSummary['state'], string>> = {
  'in-force': 'in force',
  'to-come': 'to come',
  withdrawn: 'withdrawn',
  'not-known': 'not in the catalogue as it was read',
};

export function stateText(state: DirectiveSummary['state']): string {
  return states[state];
}

export function titleOf({ terms, advisory }: DirectiveSummary): string {
  if (terms !== null) return `${terms.authority}: ${terms.title}`;
  return `KEV entry of ${advisory ?? 'an advisory'}`;
}
