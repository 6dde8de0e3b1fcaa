import type { DebianPackage } from '@daybreak/protocol/host';

export const packageStates: readonly DebianPackage['state'][] = ['half-done', 'held', 'installed'];

export type PackageCounts = Readonly<Record<DebianPackage['state'], number>>;

/** How many packages are in each state. */
export function countPackages(packages: readonly DebianPackage[]): PackageCounts {
  const counts = { 'half-done': 0, held: 0, installed: 0 };
  for (const { state } of packages) counts[state] += 1;
  return counts;
}

/** What needs somebody before the rest, each in the order in which they came. */
export function worstFirst(packages: readonly DebianPackage[]): DebianPackage[] {
  return packages.toSorted(
    (a, b) => packageStates.indexOf(a.state) - packageStates.indexOf(b.state),
  );
}

/** Those in this state (null for any) whose name, source or version has the text, in any case. */
export function filterPackages(
  packages: readonly DebianPackage[],
  state: DebianPackage['state'] | null,
  text: string,
): DebianPackage[] {
  const wanted = text.trim().toLowerCase();
  return packages.filter(
    (one) =>
      (state === null || one.state === state) &&
      [one.name, one.source, one.version].some((part) => part.toLowerCase().includes(wanted)),
  );
}
