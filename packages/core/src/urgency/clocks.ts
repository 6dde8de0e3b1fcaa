/**
 * The deadlines of many hosts under one policy. Hosts of which the same is known are asked of once,
 * and so are advisories of which the same is known: of a month's hundred advisories few differ in
 * what a policy asks for.
 */

import type { ThreatKnowledge } from '../threat/index.ts';
import { utcDay } from '../time/index.ts';
import type { Orders } from './clock.ts';
import { HostClocks } from './host-clocks.ts';
import type { HostFacts } from './host-facts.ts';
import { hostReadings, threatReadings } from './inputs.ts';
import { knownOn } from './known-threat.ts';
import type { Policy } from './policy.ts';
import type { Reading } from './reading.ts';

export interface KnownAdvisory {
  readonly advisory: string;
  /** By input; null where the host or the directives answer. */
  readonly readings: readonly (Reading | null)[];
  /** The same for advisories that are one to the policy; null for one that an event has moved. */
  readonly kind: string | null;
}

/** The advisories of a list by what they are to the policy. */
export interface Profile {
  /** One of each kind that no event has moved. */
  readonly quiet: readonly KnownAdvisory[];
  readonly eventful: readonly KnownAdvisory[];
}

export class Clocks {
  readonly policy: Policy;
  readonly now: Date;
  readonly #threats: ThreatKnowledge;
  readonly #known = new Map<string, KnownAdvisory>();
  readonly #profiles = new WeakMap<readonly string[], Profile>();

  /** @param now of the question: what was known by the end of its day in UTC */
  constructor(policy: Policy, threats: ThreatKnowledge, now: Date) {
    this.policy = policy;
    this.now = now;
    this.#threats = threats;
  }

  /**
   * For hosts with these facts and orders.
   * @param without advisories that these hosts need not close now, as the lists write them
   */
  forHosts(facts: HostFacts, orders: Orders, without: ReadonlySet<string> = new Set()): HostClocks {
    const said = () => ({ source: 'facts of the host', asOf: null });
    return new HostClocks(this, hostReadings(this.policy, facts, said), orders, without);
  }

  knownOf(advisory: string): KnownAdvisory {
    const kept = this.#known.get(advisory);
    if (kept !== undefined) return kept;
    const day = utcDay(this.now);
    const threat = knownOn(day, this.#threats.of(advisory), this.#threats.sources, new Map());
    const readings = threatReadings(this.policy, threat);
    const known = { advisory, readings, kind: kindOf(readings) };
    this.#known.set(advisory, known);
    return known;
  }

  profileOf(closes: readonly string[]): Profile {
    const kept = this.#profiles.get(closes);
    if (kept !== undefined) return kept;
    const kinds = new Map<string, KnownAdvisory>();
    const eventful: KnownAdvisory[] = [];
    for (const advisory of closes) {
      const known = this.knownOf(advisory);
      if (known.kind === null) eventful.push(known);
      else kinds.set(known.kind, known);
    }
    const profile = { quiet: [...kinds.values()], eventful };
    this.#profiles.set(closes, profile);
    return profile;
  }
}

function kindOf(readings: KnownAdvisory['readings']): string | null {
  if (readings.some((reading) => reading !== null && reading.event !== null)) return null;
  return readings.map((reading) => reading?.believed.join('|') ?? '').join(';');
}
