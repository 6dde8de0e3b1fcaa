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
    this.#byHost = Map.groupBy(
      held,
      ({ subject }) => (subject.kind === 'host' && subject.id) || '',
    );
    this.#byGroup = Map.groupBy(held, ({ subject }) =>
      subject.kind === 'group' ? subject.group.toLowerCase() : '',
    );
    this.#directive = directive;
    this.#atMs = atMs;
  }

  /** Whether any exception is for this very host. */
  names(hostId: string): boolean {
    return this.#byHost.has(hostId);
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
