/** A posture that is told as what is another in it: most changes are of few packages. */

import type { DebianHost, DebianPackage } from '../inventory/index.ts';

type DebianPosture = Omit<DebianHost, 'name' | 'domain'>;

export interface PostureChange {
  /** All but the packages, as they are now. */
  readonly facts: Omit<DebianPosture, 'packages'>;
  /** Packages that are new, or another now. */
  readonly set: readonly DebianPackage[];
  /** `name:architecture` of those that are gone. */
  readonly removed: readonly string[];
}

/** The posture after the change, its packages in their order. */
export function changedPosture(
  { packages }: Pick<DebianPosture, 'packages'>,
  { facts, set, removed }: PostureChange,
): DebianPosture {
  const byKey = new Map([...packages, ...set].map((one) => [keyOf(one), one]));
  for (const key of removed) byKey.delete(key);
  return { ...facts, packages: [...byKey.values()].sort(inOrder) };
}

function keyOf({ name, architecture }: DebianPackage): string {
  return `${name}:${architecture}`;
}

/** By name, then by architecture, in the order of code units. */
function inOrder(a: DebianPackage, b: DebianPackage): number {
  if (a.name !== b.name) return a.name < b.name ? -1 : 1;
  return a.architecture < b.architecture ? -1 : 1;
}
