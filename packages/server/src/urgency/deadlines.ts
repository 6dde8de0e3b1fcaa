/** How soon hosts need an update: by their group's policy, by directives, and but for exceptions. */
import { evidenceFirst, type Order, patchDueMs } from '@daybreak/core/directive';
import { type Exception, type ExceptionObject, exceptionAt } from '@daybreak/core/exception';
import type { ClosedAdvisories, NeedInShort } from '@daybreak/core/exposure';
import type { ThreatKnowledge } from '@daybreak/core/threat';
import {
  type Clock,
  Clocks,
  type HostClocks,
  type HostFacts,
  type Policy,
} from '@daybreak/core/urgency';
import { OrderBook } from './orders.ts';
import { relevantFacts } from './relevant.ts';
import type { Rules } from './rules.ts';

/** What holds for all hosts of which the same is known, for one update that they need. */
export interface HostsDeadline {
  readonly policy: Policy;
  /** Those on which it depends; the others are null. */
  readonly facts: HostFacts;
  /** By the policy; null for an update that closes nothing by name. */
  readonly clock: Clock | null;
  readonly orders: readonly Order[];
  /** The earlier of the policy's and the directives'; null until the next upgrade. */
  readonly dueMs: number | null;
  readonly evidenceFirst: boolean;
  /** A directive tells these hosts to wait, and none tells them to act. */
  readonly wait: { readonly reason: string; readonly until: string | null } | null;
  /** Somebody has excepted their group. */
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

  /** Those who have the same deadlines as a host of the product of which this is known. */
  alike(known: HostFacts, product: string): HostsAlike {
    const { policies, directives, exceptions } = this.rules;
    const policy = policies.of(known.group);
    const hasDirectives = directives.length > 0;
    const hasExceptions = exceptions.some(({ subject }) => subject.kind === 'group');
    const facts = relevantFacts(policy, known, { hasDirectives, hasExceptions });
    const key = JSON.stringify([policy.id, facts, hasDirectives ? product : '']);
    const kept = this.#alike.get(key);
    if (kept !== undefined) return kept;
    const clocks = this.#clocksOf(policy).forHosts(
      facts,
      this.orders.ordersOf(host(facts, product)),
    );
    const alike = { policy, facts, product, clocks, found: new WeakMap() };
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
    const { facts, policy, product } = hosts;
    const all = this.orders.forNeed(host(facts, product), need);
    const orders = all.filter(({ directive }) => !this.#isExcepted(facts, 'directive', directive));
    const clock = this.#orderedClock(hosts, need, orders) ?? hosts.clocks.of(need.closes);
    const tier = policy.tiers[clock?.tier ?? -1];
    const dueMs = earlier(clock?.dueMs ?? null, patchDueMs(orders));
    const wait = waitOf(orders);
    const exception =
      this.#isExcepted(facts, 'update', need.update) ??
      (clock === null ? null : this.#isExcepted(facts, 'advisory', clock.advisory));
    const alike = [policy.id, facts, clock?.advisory, tier?.key, dueMs, wait, exception?.id];
    return {
      ...{ policy, facts, clock, orders, dueMs, wait, exception },
      evidenceFirst: tier?.evidenceFirst === true || evidenceFirst(orders),
      key: JSON.stringify(alike),
    };
  }

  /** Where the update itself is ordered, so is each advisory that it closes. */
  #orderedClock(hosts: HostsAlike, need: NeedInShort, orders: readonly Order[]): Clock | null {
    if (orders.length === 0 || !this.orders.isNamed(need)) return null;
    const reading = this.orders.reading(orders);
    const ordered = need.closes.flatMap(({ closes }) =>
      closes.map((advisory) => [advisory, reading] as const),
    );
    return this.#clocksOf(hosts.policy).forHosts(hosts.facts, new Map(ordered)).of(need.closes);
  }

  #isExcepted({ group }: HostFacts, kind: ExceptionObject['kind'], name: string): Exception | null {
    const question = { hostId: '', group, object: { kind, name } };
    return exceptionAt(this.rules.exceptions, question, this.now.getTime());
  }
}

function host({ role, group }: HostFacts, product: string) {
  return { role, group, product };
}

function waitOf(orders: readonly Order[]): HostsDeadline['wait'] {
  if (orders.some(({ demands }) => demands.length > 0)) return null;
  for (const { standing } of orders) {
    if (standing.kind === 'exempt') return { reason: standing.reason, until: standing.until };
  }
  return null;
}

function earlier(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b;
  return Math.min(a, b);
}
