import { availableMs } from './available.ts';
import { type Clock, type ClosedList, notOrdered, type Orders, sooner } from './clock.ts';
import type { Clocks, KnownAdvisory } from './clocks.ts';
import { deadlineOf } from './deadline.ts';
import { mostUrgentTier } from './decide.ts';
import { together } from './question.ts';
import type { Reading } from './reading.ts';

/** The deadlines of hosts of which the same is known. */
export class HostClocks {
  readonly #clocks: Clocks;
  readonly #ofHost: readonly (Reading | null)[];
  readonly #orders: Orders;
  readonly #without: ReadonlySet<string>;
  readonly #kept = new WeakMap<ClosedList, Clock | null>();
  readonly #tiers = new WeakMap<KnownAdvisory, number>();

  constructor(
    clocks: Clocks,
    ofHost: readonly (Reading | null)[],
    orders: Orders,
    without: ReadonlySet<string>,
  ) {
    this.#clocks = clocks;
    this.#without = without;
    this.#ofHost = ofHost;
    this.#orders = orders;
  }

  /** The earliest deadline of all that the lists close; null where nothing by name is left of them. */
  of(lists: Iterable<ClosedList>): Clock | null {
    let first: Clock | null = null;
    for (const list of lists) first = this.#sooner(first, this.#ofList(list));
    return first;
  }

  #ofList(list: ClosedList): Clock | null {
    const kept = this.#kept.get(list);
    if (kept !== undefined) return kept;
    const closes = this.#counted(list.closes);
    const { quiet, eventful } = this.#clocks.profileOf(closes);
    const ordered = closes.filter((advisory) => this.#orders.has(advisory));
    const fromMs = availableMs(list.published);
    const candidates = [...eventful, ...ordered.map((one) => this.#clocks.knownOf(one))];
    let first: Clock | null = null;
    for (const known of quiet) first = this.#sooner(first, this.#quietClock(known, fromMs));
    for (const known of candidates) first = this.#sooner(first, this.#clock(known, fromMs));
    this.#kept.set(list, first);
    return first;
  }

  /** The same list where nothing is left out, so that its profile is found again. */
  #counted(closes: readonly string[]): readonly string[] {
    if (this.#without.size === 0) return closes;
    const left = closes.filter((advisory) => !this.#without.has(advisory));
    return left.length === closes.length ? closes : left;
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

  #sooner(a: Clock | null, b: Clock | null): Clock | null {
    return sooner(a, b, this.#clocks.now.getTime());
  }

  #quietTier(known: KnownAdvisory): number {
    const readings = together(known.readings, this.#ofHost, notOrdered);
    const tier = this.#tiers.get(known) ?? mostUrgentTier(this.#clocks.policy, readings);
    this.#tiers.set(known, tier);
    return tier;
  }
}
