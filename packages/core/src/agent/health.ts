/** What an agent sees of what it watches, and which of it fails. */

/** What a host is asked to look at; see `watch` in the protocol. */
export interface Watch {
  /** Paths. */
  readonly manifests: readonly string[];
  readonly everySeconds: number;
}

/** One thing that was looked at; see `watchedProbe` in the protocol. */
export interface SeenProbe {
  readonly kind: string;
  readonly name: string;
  readonly state: 'ok' | 'warning' | 'critical' | 'unknown';
}

export interface SeenHealth {
  readonly manifests: readonly {
    readonly path: string;
    /** Why it cannot be looked at; empty where it can. */
    readonly why: string;
    readonly probes: readonly SeenProbe[];
  }[];
  readonly host: readonly SeenProbe[];
}

/**
 * What fails, each as `kind name`: `tls www.example:443`. So does what nobody could see, for no
 * evidence is no pass: a probe that is unknown, and a manifest that cannot be looked at
 * (`manifest web.json`). A warning does not fail.
 * @returns each once, sorted
 */
export function failingIn({ manifests, host }: SeenHealth): readonly string[] {
  const unseen = manifests.filter(({ why }) => why !== '').map(({ path }) => `manifest ${path}`);
  const probes = [...manifests.flatMap((manifest) => manifest.probes), ...host];
  const failing = probes.filter(fails).map(({ kind, name }) => `${kind} ${name}`);
  return [...new Set([...unseen, ...failing])].sort();
}

function fails({ state }: SeenProbe): boolean {
  return state === 'critical' || state === 'unknown';
}
