/** The fields of the form of a directive, by what the server calls them. */
import type { FieldOf } from '../ui/index.ts';

const labels: Readonly<Record<string, string>> = {
  at: 'In effect from',
  zone: 'Time zone',
  note: 'Note',
  authority: 'Authority',
  title: 'Title',
  reference: 'Reference',
  products: 'Products',
  roles: 'Roles',
  groups: 'Groups',
};

const demandLabels: Readonly<Record<string, string>> = {
  clock: 'By, or hours',
  roles: 'Of roles',
  note: 'Note',
};

const exemptionLabels: Readonly<Record<string, string>> = {
  roles: 'Roles',
  groups: 'Groups',
  reason: 'Reason',
  until: 'Until the end of',
};

/** A field of a demand or an exemption has the place of it in its name: `demands/0/clock`. */
export const directiveField: FieldOf = (place) => {
  const [part = '', at = '', name = ''] = place.replace(/^terms\//, '').split('/');
  if (part === 'demands') return inList(part, 'Demand', at, name, demandLabels);
  if (part === 'exemptions') return inList(part, 'Exemption', at, name || 'roles', exemptionLabels);
  if (part === 'scope') {
    const label = labels[at];
    return label === undefined
      ? { name: 'names', label: 'Advisories and updates' }
      : { name: at, label };
  }
  const label = labels[part];
  return label === undefined ? null : { name: part, label };
};

function inList(
  part: string,
  word: string,
  at: string,
  name: string,
  known: Readonly<Record<string, string>>,
) {
  const label = known[name];
  if (label === undefined) return null;
  return { name: `${part}/${at}/${name}`, label: `${word} ${Number(at) + 1}, ${label}` };
}
