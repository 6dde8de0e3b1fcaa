import type { PolicyList } from '@daybreak/protocol/policy';

/** `the groups lab, shop; all other hosts`; null for nobody. */
export function whoGoesBy(list: PolicyList, id: string): string | null {
  const groups = list.assignments
    .filter(({ group, policy }) => group !== '' && policy === id)
    .map(({ group }) => group)
    .sort();
  const said = [
    ...(groups.length === 0
      ? []
      : [`the ${groups.length === 1 ? 'group' : 'groups'} ${groups.join(', ')}`]),
    ...(list.default === id
      ? [
          groups.length > 0 || list.assignments.some(({ group }) => group !== '')
            ? 'all other hosts'
            : 'all hosts',
        ]
      : []),
  ];
  return said.length === 0 ? null : said.join('; ');
}
