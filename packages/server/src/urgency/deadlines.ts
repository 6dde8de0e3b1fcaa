/** How soon hosts need an update: by their group's policy, by directives, and but for exceptions. */
import { evidenceFirst, type Order, patchDueMs } from '@daybreak/core/directive';
import { type Exception, type ExceptionObject, exceptionAt } from '@daybreak/core/exception';
import type { NeedInShort } from '@daybreak/core/exposure';
import type { ThreatKnowledge } from '@daybreak/core/threat';
import {
  type Clock,
  Clocks,
  type HostClocks,
  type HostFacts,
  type Policy,
} from '@daybreak/core/urgency';
import type { CountedStanding } from '../update/board.ts';
import { OrderBook } from './orders.ts';
import type { Rules } from './rules.ts';

/** What holds for all hosts of which the same is known, for one update that they need. */
export interface HostsDeadline {
  readonly policy: Policy;
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
}

type Row = Pick<CountedStanding, 'hash' | 'factsClass' | 'facts' | 'standing'>;

interface HostsKnown {
  readonly clocks: HostClocks;
  readonly found: WeakMap<NeedInShort, HostsDeadline>;
}

export class Deadlines {
  readonly now: Date;
  readonly threats: ThreatKnowledge;
  readonly orders: OrderBook;
  readonly #rules: Rules;
  readonly #clocks = new Map<Policy, Clocks>();
  readonly #hosts = new Map<string, HostsKnown>();

  constructor(threats: ThreatKnowledge, rules: Rules, now: Date) {
    this.now = now;
    this.threats = threats;
    this.#rules = rules;
    this.orders = new OrderBook(rules.directives, threats, now);
  }

  of(row: Row, need: NeedInShort): HostsDeadline {
    const hosts = this.#hostsOf(row);
    const found = hosts.found.get(need) ?? this.#find(row, need, hosts.clocks);
    hosts.found.set(need, found);
    return found;
  }

  /** How many hosts of the row have an exception of their own from this update. */
  exceptedHosts(row: Row, need: NeedInShort, deadline: HostsDeadline): number {
    const excepted = this.#rules.exceptions.flatMap(({ subject, object }) => {
      if (subject.kind !== 'host' || subject.id === null) return [];
      const place = this.#rules.places.get(subject.id);
      const isHere = place?.hash === row.hash && place.factsClass === row.factsClass;
      return isHere && isAbout(object, need, deadline.clock) ? [subject.id] : [];
    });
    return new Set(excepted).size;
  }

  #hostsOf(row: Row): HostsKnown {
    const key = `${row.factsClass} ${row.standing.product}`;
    const kept = this.#hosts.get(key);
    if (kept !== undefined) return kept;
    const policy = this.#rules.policies.of(row.facts.group);
    const clocks = this.#clocks.get(policy) ?? new Clocks(policy, this.threats, this.now);
    this.#clocks.set(policy, clocks);
    const known = {
      clocks: clocks.forHosts(
        row.facts,
        this.orders.ordersOf(hostOf(row.facts, row.standing.product)),
      ),
      found: new WeakMap<NeedInShort, HostsDeadline>(),
    };
    this.#hosts.set(key, known);
    return known;
  }

  #find(row: Row, need: NeedInShort, clocks: HostClocks): HostsDeadline {
    const { facts } = row;
    const all = this.orders.forNeed(hostOf(facts, row.standing.product), need);
    const orders = all.filter(({ directive }) => !this.#isExcepted(facts, 'directive', directive));
    const clock = this.#clockOf(facts, need, orders) ?? clocks.of(need.closes);
    const policy = this.#rules.policies.of(facts.group);
    const evidence = clock !== null && policy.tiers[clock.tier]?.evidenceFirst === true;
    return {
      policy,
      facts,
      clock,
      orders,
      dueMs: earlier(clock?.dueMs ?? null, patchDueMs(orders)),
      evidenceFirst: evidence || evidenceFirst(orders),
      wait: waitOf(orders),
      exception:
        this.#isExcepted(facts, 'update', need.update) ??
        (clock === null ? null : this.#isExcepted(facts, 'advisory', clock.advisory)),
    };
  }

  /** Where the update itself is ordered, so is each advisory that it closes. */
  #clockOf(facts: HostFacts, need: NeedInShort, orders: readonly Order[]): Clock | null {
    if (orders.length === 0 || !this.orders.isNamed(need)) return null;
    const reading = this.orders.reading(orders);
    const ordered = need.closes.flatMap(({ closes }) =>
      closes.map((one) => [one, reading] as const),
    );
    const policy = this.#rules.policies.of(facts.group);
    const clocks = new Clocks(policy, this.threats, this.now).forHosts(facts, new Map(ordered));
    return clocks.of(need.closes);
  }

  #isExcepted({ group }: HostFacts, kind: ExceptionObject['kind'], name: string): Exception | null {
    const question = { hostId: '', group, object: { kind, name } };
    return exceptionAt(this.#rules.exceptions, question, this.now.getTime());
  }
}

function hostOf({ role, group }: HostFacts, product: string) {
  return { role, group, product };
}

function isAbout({ kind, name }: ExceptionObject, need: NeedInShort, clock: Clock | null): boolean {
  if (kind === 'update') return name.toUpperCase() === need.update.toUpperCase();
  return kind === 'advisory' && name.toUpperCase() === clock?.advisory.toUpperCase();
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
