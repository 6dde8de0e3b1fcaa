import { known, type Reading } from '../urgency/index.ts';
import type { Order, OrderedDemand } from './order.ts';
import type { Clock } from './terms.ts';
import { beginsAt } from './when.ts';

/**
 * The orders as policies ask for them: whether any directive orders action on this host, and leaves
 * it to the policy by when: one that wants a mitigation first has given the patch a day of its own.
 * Where that cannot be told, it is believed to be either, so that the more urgent answer counts; but
 * not from before the order.
 * @param day ISO date: what was known by its end
 */
export function orderedReading(orders: readonly Order[], day: string): Reading {
  const acting = orders.filter(({ demands }) => demands.length > 0 && !hasPatchLater(demands));
  const sure = first(acting.filter(({ standing }) => standing.kind === 'in-scope'));
  if (sure !== null) {
    const said = { source: nameOf(sure), asOf: dayOf(sure) };
    return known('yes', said, { since: sure.since, before: 'no' });
  }
  const unsure = first(acting);
  if (unsure !== null) return maybe(unsure);
  const [exempt] = orders;
  if (exempt === undefined) return known('no', { source: 'no directive in force', asOf: day });
  return known('no', { source: exemptionIn(exempt), asOf: day });
}

/** ED 20-03: a workaround within a day, the patch within eight. */
function hasPatchLater(demands: readonly OrderedDemand[]): boolean {
  return (
    demands.some(({ demand }) => demand.action === 'mitigate') &&
    demands.some(({ demand: { action, clock } }) => action === 'patch' && namesTime(clock))
  );
}

function namesTime(clock: Clock): boolean {
  return !('by' in clock) || clock.by !== null;
}

function maybe(order: Order): Reading {
  const { standing, since } = order;
  const why = standing.kind === 'unknown' ? standing.why : '';
  return {
    believed: ['no', 'yes'],
    possible: ['no', 'yes'],
    source: `${nameOf(order)}: ${why}`,
    asOf: dayOf(order),
    assumed: true,
    event: { since, before: 'no' },
  };
}

function first(orders: readonly Order[]): Order | null {
  const start = ({ since }: Order) => beginsAt(since, 'UTC');
  return orders.toSorted((a, b) => start(a) - start(b))[0] ?? null;
}

function exemptionIn(order: Order): string {
  if (order.demands.length > 0) return `${nameOf(order)}, which gives the patch a day of its own`;
  if (order.standing.kind !== 'exempt') return `${nameOf(order)}, which demands nothing here`;
  return `exempt from ${nameOf(order)}: ${order.standing.reason}`;
}

function nameOf({ terms: { authority, title } }: Order): string {
  return `${authority}: ${title}`;
}

function dayOf({ since }: Order): string {
  return since.slice(0, 10);
}
