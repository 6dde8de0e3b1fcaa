import type { OrderAction, OrderedPackage } from '@daybreak/protocol/agent';
import type { InstalledOnHost } from '@daybreak/protocol/host';
import type { Manifest } from '@daybreak/protocol/manifest';

/** What an order asks of one host. */
export interface Ordered {
  readonly packages: readonly OrderedPackage[];
  readonly updates: readonly string[];
}

/**
 * What of a manifest concerns a host: packages that it has, or that may be new to it. Taking back is
 * to the first of the versions that the manifest names.
 */
export function orderedBy(
  { packages, updates }: Manifest,
  action: Extract<OrderAction, 'install' | 'roll-back'>,
  installed: InstalledOnHost,
): Ordered {
  if (installed.system === 'windows') {
    return { packages: [], updates: action === 'install' ? updates : [] };
  }
  const has = new Set(installed.packages.map(({ name }) => name));
  const [here, back] = [
    packages.filter(({ name, isNew }) => has.has(name) || isNew),
    packages.filter(({ name }) => has.has(name)),
  ];
  if (action === 'install') {
    return { packages: here.map(({ name, version }) => ({ name, version })), updates: [] };
  }
  const ways = back.flatMap(({ name, back: [version] }) =>
    version === undefined ? [] : [{ name, version }],
  );
  return { packages: ways, updates: [] };
}
