import type { Orders, Reading } from '../urgency/index.ts';
import type { Directive } from './event.ts';
import { termsAt } from './in-force.ts';
import { type OrderQuestion, ordersFor } from './order.ts';
import { orderedReading } from './ordered-reading.ts';
import { sameName } from './terms.ts';

export interface OrdersQuestion extends Pick<OrderQuestion, 'host' | 'atMs'> {
  /** ISO date: what was known by its end. */
  readonly day: string;
  /** The advisories that an update closes, for directives that name updates. */
  readonly closedBy: (update: string) => readonly string[];
}

/** What the directives in force order on a host, or on all hosts of a facts class, by advisory. */
export function ordersByAdvisory(
  directives: readonly Directive[],
  question: OrdersQuestion,
): Orders {
  const orders = new Map<string, Reading>();
  const named = new Set(directives.flatMap((one) => advisoriesIn(one, question)));
  for (const advisory of named) {
    const found = directives.flatMap((directive) =>
      ordersFor([directive], {
        ...question,
        update: updateFor(directive, advisory, question),
        advisories: [advisory],
        publication: null,
        kevAddition: null,
      }),
    );
    if (found.length > 0) orders.set(advisory, orderedReading(found, question.day));
  }
  return orders;
}

function advisoriesIn(directive: Directive, question: OrdersQuestion): readonly string[] {
  const { advisories, updates } = scopeOf(directive, question);
  const names = [...advisories, ...updates.flatMap(question.closedBy)];
  return names.map((name) => name.toUpperCase());
}

/** The update that the directive names and that closes the advisory; null for none. */
function updateFor(
  directive: Directive,
  advisory: string,
  question: OrdersQuestion,
): string | null {
  const closes = (update: string) =>
    question.closedBy(update).some((one) => sameName(one, advisory));
  return scopeOf(directive, question).updates.find(closes) ?? null;
}

function scopeOf({ events, zone }: Directive, { atMs }: OrdersQuestion) {
  const scope = termsAt(events, { atMs, zone })?.scope;
  return scope ?? { advisories: [], updates: [] };
}
