import type { OrderedPackage } from './against-order.ts';
import type { InstalledPackage } from './installed.ts';

/** As package managers of any kind list what is there. */
type Named = Pick<InstalledPackage, 'name' | 'architecture' | 'version'>;

/** A package that is another version now. */
export interface Change {
  /** With its architecture where the host has several of that name: `libc6:i386`. */
  readonly name: string;
  /** Null for what was not there. */
  readonly from: string | null;
  /** Null for what is not there any more. */
  readonly to: string | null;
}

/** What has changed between two answers of dpkg's, by name. */
export function changesBetween(
  before: readonly Named[],
  after: readonly Named[],
): readonly Change[] {
  const several = new Set([...namesake(before), ...namesake(after)]);
  const [old, now] = [before, after].map(
    (packages) => new Map(packages.map((one) => [label(one, several), one.version])),
  ) as [Map<string, string>, Map<string, string>];
  return [...new Set([...old.keys(), ...now.keys()])].sort().flatMap((name) => {
    const [from, to] = [old.get(name) ?? null, now.get(name) ?? null];
    return from === to ? [] : [{ name, from, to }];
  });
}

/** Changes that nobody ordered, in words: somebody else was at it at the same time. */
export function unordered(
  changes: readonly Change[],
  order: readonly OrderedPackage[],
): readonly string[] {
  const ordered = new Map(order.map(({ name, version }) => [name, version]));
  return changes
    .filter(({ name, to }) => ordered.get(name.split(':')[0] ?? name) !== to)
    .map(({ name, from, to }) => {
      const what = to === null ? 'was removed' : `is at ${to} now, and was ${from ?? 'not there'}`;
      return `${name} ${what}, which is not ordered`;
    });
}

/** Names that stand for several architectures. */
function namesake(packages: readonly Named[]): readonly string[] {
  const seen = new Set<string>();
  return packages.flatMap(({ name }) => {
    if (seen.has(name)) return [name];
    seen.add(name);
    return [];
  });
}

function label({ name, architecture }: Named, several: ReadonlySet<string>): string {
  return several.has(name) ? `${name}:${architecture}` : name;
}
