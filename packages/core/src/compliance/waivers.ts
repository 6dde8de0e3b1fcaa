import { type Exception, exceptionAt, exceptionState } from '../exception/index.ts';
import type { NamedFinding } from '../exposure/index.ts';
import type { DemandCompliance } from './demand.ts';
import type { ComplianceHost } from './host.ts';
import type { ScopeVerdict } from './scope-verdict.ts';

/** The exceptions that were in force then, found by host and by group. */
export class Waivers {
  readonly #byHost: ReadonlyMap<string, readonly Exception[]>;
  readonly #byGroup: ReadonlyMap<string, readonly Exception[]>;
  readonly #directive: string;
  readonly #atMs: number;

  constructor(directive: string, exceptions: readonly Exception[], atMs: number) {
    const held = exceptions.filter((one) => exceptionState(one, atMs) === 'in-force');
    this.#byHost = byKey(held, ({ subject }) => (subject.kind === 'host' ? subject.id : null));
    this.#byGroup = byKey(held, ({ subject }) =>
      subject.kind === 'group' ? subject.group.toLowerCase() : null,
    );
    this.#directive = directive;
    this.#atMs = atMs;
  }

  /** Ids of the hosts that an exception is for. */
  hosts(): readonly string[] {
    return [...this.#byHost.keys()];
  }

  /**
   * The exception that lets the host wait with all that it has not done: one from the directive, or
   * from each update or advisory that is not closed, where patching is all that is left to do.
   */
  for(
    host: ComplianceHost,
    unmet: readonly DemandCompliance[],
    verdict: ScopeVerdict | null,
  ): Exception | null {
    const about = this.#about(host);
    if (about.length === 0) return null;
    const whole = this.#from(about, host, 'directive', this.#directive);
    if (whole !== null || verdict === null || verdict.unmet.length === 0) return whole;
    if (unmet.some(({ demand }) => demand.action !== 'patch')) return null;
    const each = verdict.unmet.map((finding) => this.#fromFinding(about, host, finding));
    return each.includes(null) ? null : (each[0] ?? null);
  }

  #about({ id, group, groupKnown }: ComplianceHost): readonly Exception[] {
    const own = this.#byHost.get(id) ?? [];
    if (group === null || !groupKnown) return own;
    return [...own, ...(this.#byGroup.get(group.toLowerCase()) ?? [])];
  }

  #fromFinding(
    about: readonly Exception[],
    host: ComplianceHost,
    { kind, name, update }: NamedFinding,
  ): Exception | null {
    return this.#from(about, host, kind, name) ?? this.#from(about, host, 'update', update);
  }

  #from(
    about: readonly Exception[],
    { id: hostId, group }: ComplianceHost,
    kind: Exception['object']['kind'],
    name: string,
  ): Exception | null {
    return exceptionAt(about, { hostId, group, object: { kind, name } }, this.#atMs);
  }
}

/** Without those that have no key. */
function byKey(
  exceptions: readonly Exception[],
  keyOf: (exception: Exception) => string | null,
): ReadonlyMap<string, readonly Exception[]> {
  const grouped = Map.groupBy(exceptions, keyOf);
  return new Map([...grouped].flatMap(([key, of]) => (key === null ? [] : [[key, of] as const])));
}
