/** To what a host can be taken back. */
import type { ShownOrder } from '@daybreak/protocol/agent';
import type { InstalledOnHost } from '@daybreak/protocol/host';
import type { Manifest } from '@daybreak/protocol/manifest';
import type { Ordered } from './ordered-by.ts';

export interface EarlierVersion {
  readonly version: string;
  /** When an order of this host replaced it, ISO time by its clock; null where none did. */
  readonly until: string | null;
}

/** A package of the host with the versions to which approvers let it go back. */
export interface WayBack {
  readonly name: string;
  /** What it is now; several where the host has it for several architectures. */
  readonly installed: readonly string[];
  /** What the host had last comes first; never empty. */
  readonly versions: readonly EarlierVersion[];
}

/** Of a host: hosts do not report what files they keep, so its orders tell what it had. */
export function waysBack(
  { packages }: Manifest,
  installed: InstalledOnHost,
  orders: readonly ShownOrder[],
): readonly WayBack[] {
  if (installed.system !== 'debian') return [];
  const names = [...new Set(packages.map(({ name }) => name))];
  return names.flatMap((name) => {
    const now = new Set(
      installed.packages.filter((one) => one.name === name).map(({ version }) => version),
    );
    const allowed = new Set(
      packages.filter((one) => one.name === name).flatMap(({ back }) => back),
    );
    const versions = [...allowed]
      .filter((version) => !(now.size === 1 && now.has(version)))
      .map((version) => ({ version, until: replacedAt(orders, name, version) }))
      .toSorted((a, b) => (b.until ?? '').localeCompare(a.until ?? ''));
    return now.size === 0 || versions.length === 0 ? [] : [{ name, installed: [...now], versions }];
  });
}

function replacedAt(orders: readonly ShownOrder[], name: string, version: string): string | null {
  const times = orders.flatMap(({ outcome, endedAt }) => {
    const changed = outcome?.changed ?? [];
    const had = changed.some((one) => one.from === version && isOf(one.name, name));
    return had && endedAt !== null ? [endedAt] : [];
  });
  return times.sort().at(-1) ?? null;
}

/** With its architecture where the host has several: `libc6:i386`. */
function isOf(changed: string, name: string): boolean {
  return changed === name || changed.startsWith(`${name}:`);
}

/** Updates that the host has and that approvers let be taken out of it. */
export function removableFrom(
  { removable = [] }: Manifest,
  installed: InstalledOnHost,
): readonly string[] {
  if (installed.system !== 'windows') return [];
  const has = new Set(installed.updates);
  return removable.filter((one) => has.has(one));
}

/** What somebody has chosen, by package: a version, or empty to leave the package as it is. */
export type ChosenVersions = Readonly<Record<string, string>>;

/** The order to go back; of what nobody has chosen, to what the host had last. */
export function orderedBack(
  ways: readonly WayBack[],
  chosen: ChosenVersions,
  updates: readonly string[],
): Ordered {
  const packages = ways.flatMap((way) => {
    const version = chosenOf(way, chosen);
    return version === '' ? [] : [{ name: way.name, version }];
  });
  return { packages, updates };
}

/** Empty for a package that is left as it is: also where nothing tells what the host had. */
export function chosenOf({ name, versions }: WayBack, chosen: ChosenVersions): string {
  const one = chosen[name];
  if (one === '' || versions.some(({ version }) => version === one)) return one ?? '';
  return versions.find(({ until }) => until !== null)?.version ?? '';
}
