/**
 * The deadlines of many hosts under one policy. Hosts of which the same is known are asked of once,
 * and so are advisories of which the same is known: of a month's hundred advisories few differ in
 * what a policy asks for.
 */
import type { ThreatKnowledge } from '../threat/index.ts';
import { availableMs } from './available.ts';
import { deadlineOf } from './deadline.ts';
import { mostUrgentTier } from './decide.ts';
import type { HostFacts } from './host-facts.ts';
import { hostReadings, threatReadings } from './inputs.ts';
import { knownOn } from './known-threat.ts';
import type { Policy } from './policy.ts';
import { together } from './question.ts';
import type { Reading } from './reading.ts';

/** Advisories that the same updates close, as exposure shares them between hosts. */
export interface ClosedList {
  readonly closes: readonly string[];
  /** ISO date from which an update was there that closes them. */
  readonly published: string;
}

/** How soon, and which advisory says so. */
export interface Clock {
  readonly advisory: string;
  /** Position in the policy's tiers. */
  readonly tier: number;
  /** Milliseconds since 1970; null until the next upgrade. */
  readonly dueMs: number | null;
  readonly fromMs: number;
}

/** What directives order on some hosts: advisories, each since when. */
export type Orders = ReadonlyMap<string, Reading>;

interface KnownAdvisory {
  readonly advisory: string;
  /** By input; null where the host or the directives answer. */
  readonly readings: readonly (Reading | null)[];
}

/** The advisories of a list by what they are to the policy. */
interface Profile {
  /** One of each kind that no event has moved. */
  readonly quiet: readonly KnownAdvisory[];
  readonly eventful: readonly KnownAdvisory[];
}

export class Clocks {
  readonly policy: Policy;
  readonly #threats: ThreatKnowledge;
  readonly #day: string;
  readonly #known = new Map<string, KnownAdvisory>();
  readonly #profiles = new WeakMap<readonly string[], Profile>();

  /** @param day ISO date of the question */
  constructor(policy: Policy, threats: ThreatKnowledge, day: string) {
    this.policy = policy;
    this.#threats = threats;
    this.#day = day;
  }

  /** For hosts with these facts and orders. */
  forHosts(facts: HostFacts, orders: Orders): HostClocks {
    const said = () => ({ source: 'facts of the host', asOf: null });
    return new HostClocks(this, hostReadings(this.policy, facts, said), orders);
  }

  knownOf(advisory: string): KnownAdvisory {
    const kept = this.#known.get(advisory);
    if (kept !== undefined) return kept;
    const threat = knownOn(this.#day, this.#threats.of(advisory), this.#threats.sources, new Map());
    const known = { advisory, readings: threatReadings(this.policy, threat) };
    this.#known.set(advisory, known);
    return known;
  }

  profileOf(closes: readonly string[]): Profile {
    const kept = this.#profiles.get(closes);
    if (kept !== undefined) return kept;
    const all = closes.map((advisory) => this.knownOf(advisory));
    const [eventful, quiet] = parted(all, ({ readings }) => readings.some(hasEvent));
    const kinds = new Map(quiet.map((known) => [kindOf(known), known]));
    const profile = { quiet: [...kinds.values()], eventful };
    this.#profiles.set(closes, profile);
    return profile;
  }
}

/** The deadlines of hosts of which the same is known. */
export class HostClocks {
  readonly #clocks: Clocks;
  readonly #ofHost: readonly (Reading | null)[];
  readonly #orders: Orders;
  readonly #kept = new WeakMap<ClosedList, Clock | null>();
  readonly #tiers = new WeakMap<KnownAdvisory, number>();

  constructor(clocks: Clocks, ofHost: readonly (Reading | null)[], orders: Orders) {
    this.#clocks = clocks;
    this.#ofHost = ofHost;
    this.#orders = orders;
  }

  /** The earliest deadline of all that the lists close; null where they close nothing by name. */
  of(lists: Iterable<ClosedList>): Clock | null {
    let first: Clock | null = null;
    for (const list of lists) first = sooner(first, this.#ofList(list));
    return first;
  }

  #ofList(list: ClosedList): Clock | null {
    const kept = this.#kept.get(list);
    if (kept !== undefined) return kept;
    const { quiet, eventful } = this.#clocks.profileOf(list.closes);
    const ordered = list.closes.filter((advisory) => this.#orders.has(advisory));
    const fromMs = availableMs(list.published);
    const candidates = [...eventful, ...ordered.map((one) => this.#clocks.knownOf(one))];
    let first: Clock | null = null;
    for (const known of quiet) first = sooner(first, this.#quietClock(known, fromMs));
    for (const known of candidates) first = sooner(first, this.#clock(known, fromMs));
    this.#kept.set(list, first);
    return first;
  }

  /** No event moves it, and an order that may is asked of by itself. */
  #quietClock(known: KnownAdvisory, fromMs: number): Clock {
    const tier = this.#quietTier(known);
    const hours = this.#clocks.policy.tiers[tier]?.hours ?? null;
    const dueMs = hours === null ? null : fromMs + hours * 3_600_000;
    return { advisory: known.advisory, tier, dueMs, fromMs };
  }

  #clock(known: KnownAdvisory, availableFromMs: number): Clock {
    const { policy } = this.#clocks;
    const ordered = this.#orders.get(known.advisory) ?? notOrdered;
    const readings = together(known.readings, this.#ofHost, ordered);
    const { dueMs, fromMs } = deadlineOf(policy, readings, availableFromMs);
    return { advisory: known.advisory, tier: mostUrgentTier(policy, readings), dueMs, fromMs };
  }

  #quietTier(known: KnownAdvisory): number {
    const readings = together(known.readings, this.#ofHost, notOrdered);
    const tier = this.#tiers.get(known) ?? mostUrgentTier(this.#clocks.policy, readings);
    this.#tiers.set(known, tier);
    return tier;
  }
}

export const notOrdered: Reading = {
  believed: ['no'],
  possible: ['no'],
  source: 'no directive in force names it',
  asOf: null,
  assumed: false,
  event: null,
};

/** The one that ends first; of equals the more urgent tier, then the first. */
export function sooner<T extends Pick<Clock, 'dueMs' | 'tier'>>(
  a: T | null,
  b: T | null,
): T | null {
  if (a === null || b === null) return a ?? b;
  const [dueA, dueB] = [a.dueMs ?? Number.POSITIVE_INFINITY, b.dueMs ?? Number.POSITIVE_INFINITY];
  if (dueA !== dueB) return dueA < dueB ? a : b;
  return b.tier < a.tier ? b : a;
}

function hasEvent(reading: Reading | null): boolean {
  return reading !== null && reading.event !== null;
}

/** Advisories with the same values are one kind to a policy. */
function kindOf({ readings }: KnownAdvisory): string {
  return readings.map((reading) => reading?.believed.join('|') ?? '').join(';');
}

function parted<T>(list: readonly T[], isFirst: (one: T) => boolean): readonly [T[], T[]] {
  return [list.filter(isFirst), list.filter((one) => !isFirst(one))];
}
