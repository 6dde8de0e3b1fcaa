/** What directives order on hosts of which the same is known. */
import {
  type Directive,
  type DirectiveHost,
  type KevAdded,
  kevAddedAsOf,
  type Order,
  type OrderQuestion,
  orderedReading,
  ordersFor,
} from '@daybreak/core/directive';
import type { NeedInShort } from '@daybreak/core/exposure';
import type { ThreatKnowledge } from '@daybreak/core/threat';
import { utcDay } from '@daybreak/core/time';
import type { Orders, Reading } from '@daybreak/core/urgency';
import type { Waived } from './waived.ts';

/** A directive tells hosts to wait. */
export interface Wait {
  readonly reason: string;
  /** ISO date; null while the order says nothing else. */
  readonly until: string | null;
}

/** By advisory, in capitals. */
export interface HostOrders {
  /** For policies that ask whether a directive orders action. */
  readonly readings: Orders;
  /** What no directive asks for and one has the hosts wait with. */
  readonly waits: ReadonlyMap<string, Wait>;
}

export class OrderBook {
  readonly #kevAdded: KevAdded;
  readonly #now: Date;
  /** By advisory or update, in capitals, those that have named it at some time. */
  readonly #naming = new Map<string, Directive[]>();

  constructor(directives: readonly Directive[], threats: ThreatKnowledge, now: Date) {
    this.#now = now;
    this.#kevAdded = kevAddedAsOf(threats, utcDay(now));
    for (const directive of directives) {
      for (const name of namedBy(directive)) {
        const known = this.#naming.get(name);
        if (known === undefined) this.#naming.set(name, [directive]);
        else known.push(directive);
      }
    }
  }

  of(host: DirectiveHost, waived: Waived): HostOrders {
    const [readings, waits] = [new Map<string, Reading>(), new Map<string, Wait>()];
    for (const name of this.#naming.keys()) {
      const question = { host, update: null, advisories: [name], published: () => null };
      const orders = this.#ask(question, waived);
      if (orders.length > 0) readings.set(name, this.reading(orders));
      const wait = isAnyAsked(orders) ? null : firstWait(orders);
      if (wait !== null) waits.set(name, wait);
    }
    return { readings, waits };
  }

  /** All that is ordered for an update on such a host, but for what somebody has excepted. */
  forNeed(host: DirectiveHost, need: NeedInShort, waived: Waived): readonly Order[] {
    const update = need.update.toUpperCase();
    const advisories = need.closes
      .flatMap(({ closes }) => closes.filter((one) => this.#naming.has(one)))
      .filter((one) => !waived.advisories.has(one));
    if (advisories.length === 0 && !this.#naming.has(update)) return [];
    const published = (name: string) => publishedOf(need, name.toUpperCase());
    return this.#ask({ host, update, advisories, published }, waived);
  }

  /** Orders as policies ask for them. */
  reading(orders: readonly Order[]): Reading {
    return orderedReading(orders, utcDay(this.#now));
  }

  #ask(question: Omit<OrderQuestion, 'kevAdded' | 'atMs'>, waived: Waived): readonly Order[] {
    const names = [...question.advisories, question.update ?? ''];
    const naming = new Set(names.flatMap((name) => this.#naming.get(name) ?? []));
    const directives = [...naming].filter(({ id }) => waived.from('directive', id) === null);
    const atMs = this.#now.getTime();
    return ordersFor(directives, { ...question, kevAdded: this.#kevAdded, atMs });
  }
}

/** Whether any of them asks something of the hosts. */
export function isAnyAsked(orders: readonly Order[]): boolean {
  return orders.some(({ demands }) => demands.length > 0);
}

/** What the first of them says that exempts the hosts. */
export function firstWait(orders: readonly Order[]): Wait | null {
  for (const { standing } of orders) {
    if (standing.kind === 'exempt') return { reason: standing.reason, until: standing.until };
  }
  return null;
}

/** ISO date from which the update was there, or one that closes the advisory. */
function publishedOf({ update, published, closes }: NeedInShort, name: string): string | null {
  if (update.toUpperCase() === name) return published;
  const lists = closes.filter((list) => list.closes.includes(name));
  return lists.map((list) => list.published).sort()[0] ?? null;
}

function namedBy({ events }: Directive): ReadonlySet<string> {
  const scopes = events.flatMap((event) => (event.kind === 'withdrawn' ? [] : event.terms.scope));
  const names = scopes.flatMap(({ advisories, updates }) => [...advisories, ...updates]);
  return new Set(names.map((name) => name.toUpperCase()));
}
