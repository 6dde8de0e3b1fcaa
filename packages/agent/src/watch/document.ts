import type { AgentHealth, Watch, WatchedProbe } from '@daybreak/protocol/agent';
import { plainText } from '../plain-text/index.ts';
import type { Watched } from './lookout.ts';
import type { Said } from './said.ts';

/** @param said of each of the probes */
export function healthOf(
  { manifests, host, probes }: Watched,
  said: ReadonlyMap<string, Said>,
): AgentHealth {
  const seen = (key: string): WatchedProbe[] => {
    const [probe, now] = [probes.get(key), said.get(key)];
    if (probe === undefined || now === undefined) return [];
    return [{ kind: probe.kind, name: plainText(probe.name, 2000), ...now }];
  };
  return {
    manifests: manifests.map(({ path, why, keys }) => {
      return { path, why: plainText(why, 1000), probes: keys.flatMap(seen) };
    }),
    host: host.flatMap(seen),
  };
}

/** Where looking itself has failed: that nobody could see is no pass. */
export function unseenHealth({ manifests }: Pick<Watch, 'manifests'>): AgentHealth {
  const why = 'the host could not be looked at';
  return {
    manifests: [...new Set(manifests)].map((path) => ({ path, why, probes: [] })),
    host: [{ kind: 'own-check', name: '', state: 'unknown', text: why }],
  };
}
