/** How soon hosts need an update: by their group's policy, by directives, and but for exceptions. */
import { evidenceFirst, type Order, patchDueMs } from '@daybreak/core/directive';
import { type Exception, exceptionsFor } from '@daybreak/core/exception';
import type { ClosedAdvisories, NeedInShort } from '@daybreak/core/exposure';
import type { ThreatKnowledge } from '@daybreak/core/threat';
import {
  type Clock,
  Clocks,
  type HostClocks,
  type HostFacts,
  isYes,
  notOrdered,
  type Orders,
  type Policy,
  type Reading,
} from '@daybreak/core/urgency';
import { letOff } from './let-off.ts';
import { type HostOrders, isAnyAsked, OrderBook, type Wait } from './orders.ts';
import { relevantFacts } from './relevant.ts';
import type { Rules } from './rules.ts';
import { Waived } from './waived.ts';

/** What holds for all hosts of which the same is known, for one update that they need. */
export interface HostsDeadline {
  readonly policy: Policy;
  /** Those on which it depends; the others are null. */
  readonly facts: HostFacts;
  /** By the policy; null where nothing by name is left that the update closes. */
  readonly clock: Clock | null;
  /** Whether a directive orders the advisory that decides. */
  readonly ordered: Reading;
  readonly orders: readonly Order[];
  /** The earlier of the policy's and the directives'; null until the next upgrade. */
  readonly dueMs: number | null;
  readonly evidenceFirst: boolean;
  /** A directive tells these hosts to wait with all that is left, and none tells them to act. */
  readonly wait: Wait | null;
  /** Somebody has excepted them from the update, or from all of its advisories that are left. */
  readonly exception: Exception | null;
  /** The same text for deadlines that are alike. */
  readonly key: string;
}

/** Below every score there is. */
const noScore = -1;

/** Hosts that have the same deadlines. */
export interface HostsAlike {
  readonly policy: Policy;
  readonly facts: HostFacts;
  readonly product: string;
  readonly waived: Waived;
  readonly orders: HostOrders;
  /** Advisories that count for nothing: these hosts may wait with them. */
  readonly without: ReadonlySet<string>;
  readonly clocks: HostClocks;
  readonly found: WeakMap<NeedInShort, HostsDeadline>;
}

export class Deadlines {
  readonly now: Date;
  readonly threats: ThreatKnowledge;
  readonly orders: OrderBook;
  readonly rules: Rules;
  readonly #clocks = new Map<Policy, Clocks>();
  readonly #alike = new Map<string, HostsAlike>();
  readonly #epss = new WeakMap<ClosedAdvisories, number>();

  constructor(threats: ThreatKnowledge, rules: Rules, now: Date) {
    this.now = now;
    this.threats = threats;
    this.rules = rules;
    this.orders = new OrderBook(rules.directives, threats, now);
  }

  /**
   * Those who have the same deadlines as a host of the product of which this is known.
   * @param hostId of a host that may have exceptions of its own
   */
  alike(known: HostFacts, product: string, hostId = ''): HostsAlike {
    const { policies, directives, exceptions } = this.rules;
    const policy = policies.of(known.group);
    const asker = { hostId, group: known.group };
    const waived = new Waived(exceptionsFor(exceptions, asker, this.now.getTime()));
    const hasDirectives = directives.length > 0;
    const facts = relevantFacts(policy, known, hasDirectives);
    const key = JSON.stringify([policy.id, facts, hasDirectives ? product : '', waived.key]);
    const kept = this.#alike.get(key);
    if (kept !== undefined) return kept;
    const orders = this.orders.of({ ...facts, product }, waived);
    const without = new Set([...waived.advisories, ...orders.waits.keys()]);
    const clocks = this.#clocksOf(policy).forHosts(facts, orders.readings, without);
    const found = new WeakMap<NeedInShort, HostsDeadline>();
    const alike = { policy, facts, product, waived, orders, without, clocks, found };
    this.#alike.set(key, alike);
    return alike;
  }

  of(hosts: HostsAlike, need: NeedInShort): HostsDeadline {
    const found = hosts.found.get(need) ?? this.#find(hosts, need);
    hosts.found.set(need, found);
    return found;
  }

  /** Of all that the lists close, from 0 to 1; null where nothing has a score. */
  highestEpss(lists: Iterable<ClosedAdvisories>): number | null {
    let highest = noScore;
    for (const list of lists) highest = Math.max(highest, this.#epssOf(list));
    return highest === noScore ? null : highest;
  }

  #epssOf(list: ClosedAdvisories): number {
    const kept = this.#epss.get(list);
    if (kept !== undefined) return kept;
    let highest = noScore;
    for (const advisory of list.closes) {
      highest = Math.max(highest, this.threats.of(advisory).epss.at(-1)?.score ?? noScore);
    }
    this.#epss.set(list, highest);
    return highest;
  }

  #clocksOf(policy: Policy): Clocks {
    const clocks = this.#clocks.get(policy) ?? new Clocks(policy, this.threats, this.now);
    this.#clocks.set(policy, clocks);
    return clocks;
  }

  #find(hosts: HostsAlike, need: NeedInShort): HostsDeadline {
    const { facts, policy, product, waived } = hosts;
    const orders = this.orders.forNeed({ ...facts, product }, need, waived);
    const { clock, ordered } = this.#clockOf(hosts, need, orders);
    const tier = policy.tiers[clock?.tier ?? -1];
    const dueMs = earlier(clock?.dueMs ?? null, patchDueMs(orders));
    const isLeft = clock !== null || isAnyAsked(orders);
    const { wait, exception } = letOff(need, { orders, isLeft, waits: hosts.orders.waits, waived });
    const alike = [policy.id, facts, clock?.advisory, tier?.key, dueMs, wait, exception?.id];
    return {
      ...{ policy, facts, clock, ordered, orders, dueMs, wait, exception },
      evidenceFirst: tier?.evidenceFirst === true || evidenceFirst(orders),
      key: JSON.stringify(alike),
    };
  }

  #clockOf(
    hosts: HostsAlike,
    need: NeedInShort,
    orders: readonly Order[],
  ): Pick<HostsDeadline, 'clock' | 'ordered'> {
    const readings = this.#readingsFor(hosts, need, orders);
    const clocks =
      readings === hosts.orders.readings
        ? hosts.clocks
        : this.#clocksOf(hosts.policy).forHosts(hosts.facts, readings, hosts.without);
    const clock = clocks.of(need.closes);
    return { clock, ordered: readings.get(clock?.advisory ?? '') ?? notOrdered };
  }

  /** Where the update itself is ordered, so is each advisory that it closes. */
  #readingsFor(hosts: HostsAlike, need: NeedInShort, orders: readonly Order[]): Orders {
    const { readings } = hosts.orders;
    const naming = orders.filter(({ namesUpdate }) => namesUpdate);
    if (naming.length === 0) return readings;
    const whole = this.orders.reading(naming);
    const ofOne = (advisory: string) => (isYes(whole) ? whole : (readings.get(advisory) ?? whole));
    return new Map(
      need.closes.flatMap(({ closes }) => closes.map((one) => [one, ofOne(one)] as const)),
    );
  }
}

function earlier(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b;
  return Math.min(a, b);
}
