import type { Simulation } from './simulation.ts';

/** One package at one version, as approvers have signed it. */
export interface OrderedPackage {
  readonly name: string;
  readonly version: string;
}

/**
 * Why what apt would do is not what was ordered, in words, each by itself; empty where it is just
 * that. An order says everything that may happen: nothing is removed, nothing comes along, no other
 * version is taken.
 */
export function beyondOrder(
  { installs, removes }: Simulation,
  order: readonly OrderedPackage[],
): readonly string[] {
  const ordered = new Map(order.map(({ name, version }) => [name, version]));
  const beyond = removes.map((name) => `apt would remove ${name}`);
  for (const { name, from, to } of installs) {
    const version = ordered.get(name);
    if (version === to) continue;
    const what = from === null ? 'also install' : 'also change';
    beyond.push(
      version === undefined
        ? `apt would ${what} ${name} ${to}, which is not ordered`
        : `apt would install ${name} ${to}, and ${version} is ordered`,
    );
  }
  return beyond;
}
