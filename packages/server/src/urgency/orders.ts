/** What directives order on hosts of which the same is known. */

import {
  type Directive,
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

type Host = OrderQuestion['host'];

export class OrderBook {
  readonly #directives: readonly Directive[];
  readonly #kevAdded: KevAdded;
  readonly #now: Date;
  /** Advisories and updates that some directive has named at some time, in capitals. */
  readonly #named: ReadonlySet<string>;

  constructor(directives: readonly Directive[], threats: ThreatKnowledge, now: Date) {
    this.#directives = directives;
    this.#now = now;
    this.#kevAdded = kevAddedAsOf(threats, this.#day);
    this.#named = new Set(directives.flatMap(namedBy));
  }

  /** By advisory, for policies that ask whether a directive orders action. */
  ordersOf(host: Host): Orders {
    const readings = [...this.#named].flatMap((name) => {
      const orders = this.#ask({ host, update: null, advisories: [name], publication: null });
      return orders.length === 0 ? [] : [[name, this.reading(orders)] as const];
    });
    return new Map(readings);
  }

  /** All that is ordered for an update on such a host. */
  forNeed(host: Host, need: NeedInShort): readonly Order[] {
    const lists = need.closes.filter(({ closes }) => closes.some((one) => this.#named.has(one)));
    if (lists.length === 0 && !this.#named.has(need.update)) return [];
    const advisories = lists.flatMap(({ closes }) => closes.filter((one) => this.#named.has(one)));
    const publication = lists.map(({ published }) => published).sort()[0] ?? need.published;
    return this.#ask({ host, update: need.update, advisories, publication });
  }

  /** The update itself is named, so that all it closes is ordered. */
  isNamed({ update }: NeedInShort): boolean {
    return this.#named.has(update);
  }

  /** Orders as policies ask for them. */
  reading(orders: readonly Order[]): Reading {
    return orderedReading(orders, this.#day);
  }

  get #day(): string {
    return utcDay(this.#now);
  }

  #ask(question: Omit<OrderQuestion, 'kevAdded' | 'atMs'>): readonly Order[] {
    return ordersFor(this.#directives, {
      ...question,
      kevAdded: this.#kevAdded,
      atMs: this.#now.getTime(),
    });
  }
}

function namedBy({ events }: Directive): readonly string[] {
  return events.flatMap((event) =>
    event.kind === 'withdrawn'
      ? []
      : [...event.terms.scope.advisories, ...event.terms.scope.updates].map((name) =>
          name.toUpperCase(),
        ),
  );
}
