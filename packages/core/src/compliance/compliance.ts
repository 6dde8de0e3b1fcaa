/** Who complies with a directive at an instant, and on what evidence. */
import {
  type ClockDates,
  type Directive,
  type DirectiveHost,
  earliest,
  type InForce,
  inForceAt,
  isAsked,
  issueFor,
  type KevAdded,
  onRecordAt,
  type Standing,
  standing,
  type When,
} from '../directive/index.ts';
import type { Exception } from '../exception/index.ts';
import { type Attestation, attestationOf, attestedAt, type Knowing } from './attestation.ts';
import { type DemandCompliance, demandCompliance } from './demand.ts';
import type { ComplianceHost, Likeness } from './host.ts';
import { type ScopeVerdict, scopeVerdict } from './scope-verdict.ts';
import { type ComplianceState, gravest } from './state.ts';
import { Waivers } from './waivers.ts';

export interface HostCompliance {
  readonly state: ComplianceState;
  /** The reason in words, with the evidence. */
  readonly why: string;
  /** What is asked of the host; empty where nothing is. */
  readonly demands: readonly DemandCompliance[];
  /** When the first of what is not done is due, else the first of all; null where none says. */
  readonly dueMs: number | null;
  /** Set where an exception lets the host wait. */
  readonly exception: Exception | null;
}

export interface ComplianceQuestion {
  readonly directive: Directive;
  /** Milliseconds since 1970. */
  readonly atMs: number;
  readonly knowing: Knowing;
  readonly kevAdded: KevAdded;
  readonly exceptions: readonly Exception[];
  /** Of this directive. */
  readonly attestations: readonly Attestation[];
}

/** Answers for one directive at one instant; hosts that are alike are judged once. */
export class Compliance {
  /** Null where it was not in force: then nothing is asked of anybody. */
  readonly order: InForce | null;
  /** Ids of the hosts that an exception or a statement names: each stands for itself alone. */
  readonly named: ReadonlySet<string>;
  readonly #question: ComplianceQuestion;
  /** With the events that count. */
  readonly #directive: Directive;
  readonly #waivers: Waivers;
  readonly #attestations: readonly Attestation[];
  readonly #judged = new Map<unknown, Map<string, HostCompliance>>();

  constructor(question: ComplianceQuestion) {
    const { directive, atMs, knowing, exceptions, attestations } = question;
    const { events, zone } = directive;
    const known = knowing === 'now' ? events : onRecordAt(events, atMs);
    this.#directive = { ...directive, events: known };
    this.order = inForceAt(known, { atMs, zone });
    this.#question = question;
    this.#waivers = new Waivers(directive.id, exceptions, atMs);
    this.#attestations = attestations.filter((one) => attestedAt(one, { atMs, zone, knowing }));
    const attested = this.#attestations.flatMap(({ subject }) =>
      subject.kind === 'host' ? (subject.id ?? []) : [],
    );
    this.named = new Set([...this.#waivers.hosts(), ...attested]);
  }

  of(host: ComplianceHost): HostCompliance {
    if (this.order === null) return notInForce;
    return this.named.has(host.id) ? this.#judge(host, this.order) : this.ofUnnamed(host);
  }

  /** The answer for all hosts of this likeness that nothing names. */
  ofUnnamed({ role, group, groupKnown, posture }: Likeness): HostCompliance {
    if (this.order === null) return notInForce;
    const alike = this.#judged.get(posture) ?? new Map<string, HostCompliance>();
    this.#judged.set(posture, alike);
    const key = JSON.stringify([role, group, groupKnown]);
    const likeness = { id: nobody, role, group, groupKnown, posture };
    const answer = alike.get(key) ?? this.#judge(likeness, this.order);
    alike.set(key, answer);
    return answer;
  }

  #judge(host: ComplianceHost, order: InForce): HostCompliance {
    const { scope } = order.terms;
    const stands = this.#standing(host, order);
    if (stands.kind === 'out-of-scope') return nothingAsked('its scope leaves this host out');
    if (stands.kind === 'exempt') return exempt(stands);
    const verdict = host.posture && scopeVerdict(scope, host.posture.findings);
    const doubt = stands.kind === 'unknown' ? stands.why : null;
    const demands = this.#demands(host, order, verdict ?? noInventory, doubt);
    if (demands.length === 0) return nothingAsked('none of its demands is made of this host');
    return this.#sum(host, demands, verdict, doubt);
  }

  #sum(
    host: ComplianceHost,
    demands: readonly DemandCompliance[],
    verdict: ScopeVerdict | null,
    doubt: string | null,
  ): HostCompliance {
    const unmet = demands.filter(({ state }) => state !== 'complies' && state !== 'attested');
    const exception =
      unmet.length === 0 && doubt === null ? null : this.#waivers.for(host, unmet, verdict);
    const worst = gravest(demands.map(({ state }) => state)) ?? 'unknown';
    const base = { demands, dueMs: firstDue(unmet) ?? firstDue(demands), exception };
    if (exception !== null) return { ...base, state: 'excepted', why: exceptionText(exception) };
    const worstWhy = demands.find(({ state }) => state === worst)?.why ?? '';
    const why = host.posture === null && worst === 'unknown' ? noInventory.because : worstWhy;
    // A host that may not be asked at all is not counted as one that complies.
    if (doubt !== null) return { ...base, state: 'unknown', why: `${doubt}; ${why}` };
    return { ...base, state: worst, why };
  }

  #demands(
    host: ComplianceHost,
    order: InForce,
    verdict: ScopeVerdict,
    doubt: string | null,
  ): readonly DemandCompliance[] {
    const { atMs, kevAdded, directive } = this.#question;
    const group = host.groupKnown ? host.group : null;
    const asked = { role: host.role, group, product: host.posture?.product ?? null };
    const dates: ClockDates = {
      issue: this.#issueFor(asked, order),
      publication: verdict.published,
      kevAddition: earliest(kevAdded, verdict.advisories),
    };
    return order.terms.demands
      .filter((demand) => isAsked(demand, asked))
      .map((demand) => {
        const byRole = demand.roles.length > 0 && host.role === null;
        return demandCompliance(demand, {
          verdict,
          attestation: attestationOf(this.#attestations, demand.action, { hostId: host.id, group }),
          doubt: doubt ?? (byRole ? "it is made of a role, and the host's is not known" : null),
          dates,
          zone: directive.zone,
          atMs,
        });
      });
  }

  /** An update that the order names stands for all of them: it asks the same of each. */
  #issueFor(host: DirectiveHost, { issuedAt, terms: { scope } }: InForce): When {
    const { atMs } = this.#question;
    const subject = { update: scope.updates[0] ?? null, advisories: scope.advisories };
    return issueFor(this.#directive, { host, ...subject, atMs }) ?? issuedAt;
  }

  #standing({ role, group, groupKnown, posture }: ComplianceHost, { terms }: InForce): Standing {
    const { atMs, directive } = this.#question;
    const asked = { role, group, product: posture?.product ?? null };
    const byGroup = [...terms.scope.groups, ...terms.exemptions.flatMap(({ groups }) => groups)];
    if (!groupKnown && byGroup.length > 0) {
      return {
        kind: 'unknown',
        why: 'it goes by group, and which one the host was in is not kept',
      };
    }
    return standing(terms, asked, { atMs, zone: directive.zone });
  }
}

const noInventory: ScopeVerdict = {
  state: 'unknown',
  because: 'there was no inventory of it yet',
  published: null,
  advisories: [],
  unmet: [],
};

/** An id that no host has. */
const nobody = '';

const notInForce = nothingAsked('the directive was not in force');

function nothingAsked(why: string): HostCompliance {
  return { state: 'out-of-scope', why, demands: [], dueMs: null, exception: null };
}

function exempt({ reason, until }: Extract<Standing, { kind: 'exempt' }>): HostCompliance {
  const why = `exempt by the directive${until === null ? '' : ` until ${until}`}: ${reason}`;
  return { state: 'exempt', why, demands: [], dueMs: null, exception: null };
}

function exceptionText({ owner, reason, until }: Exception): string {
  return `excepted until ${until} by ${owner}: ${reason}`;
}

function firstDue(demands: readonly DemandCompliance[]): number | null {
  const due = demands.flatMap(({ dueMs }) => dueMs ?? []);
  return due.length === 0 ? null : Math.min(...due);
}
