import type { Settings } from '../identity/index.ts';
import { fetchManifest, type Wire } from '../server-client/index.ts';
import {
  KnownPorts,
  Lookout,
  SignedManifests,
  Watcher,
  type WatcherParts,
} from '../watch/index.ts';
import type { AgentOptions } from './run.ts';
import type { TrustKeeper } from './trust-keeper.ts';

interface Surroundings extends Pick<WatcherParts, 'isBusy' | 'changed'> {
  readonly settings: Settings;
  readonly wire: Wire;
  readonly trust: TrustKeeper;
}

/** What looks at what approvers have signed and the server wants watched. */
export async function openWatcher(
  { stateFolder, driver, now, monotonicMs, random, waitToLook, log }: AgentOptions,
  { settings: { group }, wire, trust, isBusy, changed }: Surroundings,
): Promise<Watcher> {
  const signed = new SignedManifests({
    believed: () => trust.believed,
    refresh: () => trust.refresh(monotonicMs()),
    fetchManifest: (path) => fetchManifest(wire, path),
  });
  const lookout = new Lookout({
    ...{ signed, ports: await KnownPorts.open(stateFolder), now },
    host: async () => ({ group, product: await driver.product() }),
    probes: (named) => driver.probes(named),
  });
  return new Watcher({ lookout, isBusy, changed, monotonicMs, random, wait: waitToLook, log });
}
