/** `the group office`, `hosts without a group`. */
export function groupText(group: string): string {
  return group === '' ? 'hosts without a group' : `the group ${group}`;
}
