import type { HostAgent, OrderedPackage } from '@daybreak/protocol/agent';
import type { InstalledOnHost } from '@daybreak/protocol/host';
import type { Manifest } from '@daybreak/protocol/manifest';

/** What an order asks of one host. */
export interface Ordered {
  readonly packages: readonly OrderedPackage[];
  readonly updates: readonly string[];
}

/** What is known of the host that is to do it. */
export interface KnownHost {
  readonly installed: InstalledOnHost;
  readonly agent: HostAgent['agent'];
}

/**
 * What of a manifest concerns a host: packages that it has, or that may be new to it; of Windows,
 * updates that it lacks and, where its update service has answered, is offered.
 */
export function orderedBy(
  { packages, updates }: Manifest,
  { installed, agent }: KnownHost,
): Ordered {
  if (installed.system === 'windows') {
    const has = new Set(installed.updates);
    const offered = offeredTo(agent);
    const wanted = updates.filter((one) => !has.has(one) && (offered?.has(one) ?? true));
    return { packages: [], updates: wanted };
  }
  const has = new Set(installed.packages.map(({ name }) => name));
  const here = packages.filter(({ name, isNew }) => has.has(name) || isNew);
  return { packages: here.map(({ name, version }) => ({ name, version })), updates: [] };
}

/** Null where its update service has not answered: what it offers is not known then. */
function offeredTo(agent: HostAgent['agent']): ReadonlySet<string> | null {
  const candidates = agent?.candidates;
  if (!candidates || candidates.at === null) return null;
  return new Set(candidates.updates?.map(({ update }) => update));
}
