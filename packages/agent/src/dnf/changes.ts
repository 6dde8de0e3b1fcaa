import type { Change } from '../apt/index.ts';
import type { InstalledRpm } from './installed.ts';

/** What has changed between two answers of RPM's, by name and architecture; kernels come beside each other. */
export function rpmChangesBetween(
  before: readonly InstalledRpm[],
  after: readonly InstalledRpm[],
): readonly Change[] {
  const [old, now] = [before, after].map(versionsByKey) as [Versions, Versions];
  const several = severalArchitectures([...before, ...after]);
  return [...new Set([...old.keys(), ...now.keys()])].sort().flatMap((key) => {
    const [had, has] = [old.get(key) ?? [], now.get(key) ?? []];
    const gone = had.filter((version) => !has.includes(version));
    const come = has.filter((version) => !had.includes(version));
    const [name = ''] = key.split('\t');
    const label = several.has(name) ? key.replace('\t', ':') : name;
    return Array.from({ length: Math.max(gone.length, come.length) }, (_, at) => ({
      ...{ name: label, from: gone[at] ?? null, to: come[at] ?? null },
    }));
  });
}

type Versions = ReadonlyMap<string, readonly string[]>;

function versionsByKey(packages: readonly InstalledRpm[]): Versions {
  const byKey = Map.groupBy(packages, ({ name, architecture }) => `${name}\t${architecture}`);
  return new Map([...byKey].map(([key, all]) => [key, all.map(({ version }) => version)]));
}

function severalArchitectures(packages: readonly InstalledRpm[]): ReadonlySet<string> {
  const byName = Map.groupBy(packages, ({ name }) => name);
  const isSeveral = (all: readonly InstalledRpm[]) =>
    new Set(all.map(({ architecture }) => architecture)).size > 1;
  return new Set([...byName].flatMap(([name, all]) => (isSeveral(all) ? [name] : [])));
}
