import type { Watch } from '@daybreak/protocol/agent';
import type { Manifest, ManifestProbe } from '@daybreak/protocol/manifest';
import type { HostDriver } from '../driver/index.ts';
import { beyondScope, type OrderedHost } from '../order/index.ts';
import { nameOf, type Probe } from '../probe/index.ts';
import type { KnownPorts } from './known-ports.ts';
import type { SignedManifests } from './signed-manifests.ts';

/** What there is to look at, each probe once, whoever names it. */
export interface Watched {
  readonly manifests: readonly {
    readonly path: string;
    /** Empty where it can be looked at. */
    readonly why: string;
    /** Of `probes`. */
    readonly keys: readonly string[];
  }[];
  /** Of `probes`: what every host has. */
  readonly host: readonly string[];
  readonly probes: ReadonlyMap<string, Probe>;
}

export interface LookoutParts {
  readonly signed: SignedManifests;
  readonly ports: KnownPorts;
  readonly host: () => Promise<Pick<OrderedHost, 'group' | 'product'>>;
  readonly probes: HostDriver['probes'];
  readonly now: () => Date;
}

const hostProbesMax = 300;
/** Since when a host is up is no fault. */
const neverFails: ReadonlySet<Probe['kind']> = new Set(['boot']);
const named: ReadonlySet<Probe['kind']> = new Set(['tls', 'https']);

/** Finds what a watch is about, and remembers what a look needs to know of the ones before. */
export class Lookout {
  readonly #parts: LookoutParts;

  constructor(parts: LookoutParts) {
    this.#parts = parts;
  }

  async watched({ manifests: paths }: Pick<Watch, 'manifests'>): Promise<Watched> {
    const { signed, ports, host, probes, now } = this.#parts;
    ports.begin(paths);
    const found = await signed.read([...new Set(paths)]);
    const manifests = wantedOf(found, await host(), now().getTime());
    const wanted = new Map(manifests.flatMap((one) => [...one.wanted]));
    const all = await probes([...wanted.values()]);
    const ofManifests = all.filter(({ kind }) => named.has(kind));
    const ofHost = all.filter(isOfHost).slice(0, hostProbesMax);
    const judged = ofHost.map((one) => this.#judged(one));
    return {
      manifests: manifests.map((one) => ({ ...one, keys: [...one.wanted.keys()] })),
      host: ofHost.map(keyOf),
      probes: new Map([...ofManifests, ...judged].map((one) => [keyOf(one), one])),
    };
  }

  /** After a look that counts. */
  learn({ manifests }: Pick<Watch, 'manifests'>): Promise<void> {
    return this.#parts.ports.learn(manifests);
  }

  /** Once nothing is watched any more. */
  forget(): Promise<void> {
    return this.#parts.ports.forget();
  }

  /** That a port is open is no judgement; that it is not any more is one. */
  #judged(probe: Probe): Probe {
    if (probe.kind !== 'ports') return probe;
    return { ...probe, look: async () => this.#parts.ports.judge(await probe.look()) };
  }
}

interface WantedManifest {
  readonly path: string;
  readonly why: string;
  readonly wanted: ReadonlyMap<string, ManifestProbe>;
}

/** Of each manifest why it is not looked at, or what it wants to be looked at. */
function wantedOf(
  found: ReadonlyMap<string, Manifest | string>,
  host: Pick<OrderedHost, 'group' | 'product'>,
  nowMs: number,
): WantedManifest[] {
  return [...found].map(([path, one]) => {
    if (typeof one === 'string') return { path, why: one, wanted: new Map() };
    const why = beyondScope(one, host, nowMs).join('; ');
    const probes = why === '' ? one.probes : [];
    const wanted = probes.map(
      (probe) => [keyOf({ ...probe, name: nameOf(probe) }), probe] as const,
    );
    return { path, why, wanted: new Map(wanted) };
  });
}

function isOfHost({ kind }: Probe): boolean {
  return !named.has(kind) && !neverFails.has(kind);
}

function keyOf({ kind, name }: Pick<Probe, 'kind' | 'name'>): string {
  return `${kind} ${name}`;
}
