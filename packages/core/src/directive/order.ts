import { type ClockDates, type Due, dueOf } from './due.ts';
import type { Directive } from './event.ts';
import { type InForce, inForceAt } from './in-force.ts';
import type { KevAdded } from './kev.ts';
import { type DirectiveHost, isAsked, type Standing, standing } from './standing.ts';
import {
  concerns,
  type Demand,
  namesUpdate as namesUpdateOf,
  ordered,
  type Terms,
} from './terms.ts';
import { beginsAt, earliest, endsAt, later, type When } from './when.ts';

/** What is asked of a host, for one update or advisory, by the directives there are. */
export interface OrderQuestion {
  readonly host: DirectiveHost;
  readonly update: string | null;
  /** Those that the update closes, or the one that is meant. */
  readonly advisories: readonly string[];
  /** When the update was first there, or one that closes the advisory; null where it is not known. */
  readonly published: (name: string) => When | null;
  readonly kevAdded: KevAdded;
  /** Milliseconds since 1970. */
  readonly atMs: number;
}

/** A directive in force that is about the update and the host. */
export interface Order {
  readonly directive: string;
  readonly terms: Pick<Terms, 'authority' | 'title' | 'reference'>;
  /** It is about the update itself, so about all that the update closes. */
  readonly namesUpdate: boolean;
  /** Advisories in scope that the update closes. */
  readonly about: readonly string[];
  /** Never out of scope. */
  readonly standing: Exclude<Standing, { kind: 'out-of-scope' }>;
  /** Since when it has asked this of the host without a break. */
  readonly since: When;
  /** What the host must do; empty where it is exempt. */
  readonly demands: readonly OrderedDemand[];
}

export interface OrderedDemand extends Due {
  readonly demand: Demand;
}

/** Every directive that is about the update and the host, also where it exempts the host. */
export function ordersFor(
  directives: readonly Directive[],
  question: OrderQuestion,
): readonly Order[] {
  return directives.flatMap((directive) => {
    const now = stateAt(directive, question, question.atMs);
    return now === null ? [] : [orderOf(directive, now, question)];
  });
}

type Asked = Pick<OrderQuestion, 'host' | 'update' | 'advisories' | 'atMs'>;

interface State extends InForce {
  readonly standing: Order['standing'];
}

function stateAt(directive: Directive, question: Asked, atMs: number): State | null {
  const moment = { atMs, zone: directive.zone };
  const inForce = inForceAt(directive.events, moment);
  if (inForce === null || !concerns(inForce.terms, question)) return null;
  const now = standing(inForce.terms, question.host, moment);
  return now.kind === 'out-of-scope' ? null : { ...inForce, standing: now };
}

function orderOf(directive: Directive, now: State, question: OrderQuestion): Order {
  const { authority, title, reference, demands } = now.terms;
  const about = ordered(now.terms, question);
  const namesUpdate = namesUpdateOf(now.terms, question);
  const since = sinceWhen(directive, now, question);
  const named = namesUpdate && question.update !== null ? [question.update, ...about] : about;
  const dates: ClockDates = {
    issue: later(now.issuedAt, since, directive.zone),
    publication: earliest(question.published, named),
    kevAddition: earliest(question.kevAdded, about),
  };
  const asked = now.standing.kind === 'exempt' ? [] : demands;
  return {
    directive: directive.id,
    terms: { authority, title, reference },
    standing: now.standing,
    namesUpdate,
    about,
    since,
    demands: asked
      .filter((demand) => isAsked(demand, question.host))
      .map((demand) => ({ demand, ...dueOf(demand.clock, dates, directive.zone) })),
  };
}

/**
 * From when clocks count that count from the issue: from when the order began to ask this of the
 * host, be it with the end of an exemption. Null where it asks nothing.
 */
export function issueFor(directive: Directive, question: Asked): When | null {
  const now = stateAt(directive, question, question.atMs);
  if (now === null) return null;
  return later(now.issuedAt, sinceWhen(directive, now, question), directive.zone);
}

/** The first of the changes up to now from which on the host has stood to the order as it does. */
function sinceWhen(directive: Directive, now: State, question: Asked): When {
  let since = now.issuedAt;
  for (const change of changesUpTo(directive, question.atMs).toReversed()) {
    const state = stateAt(directive, question, change.atMs);
    if (state === null || isExempt(state) !== isExempt(now)) return since;
    since = change.when;
  }
  return since;
}

function isExempt(state: State): boolean {
  return state.standing.kind === 'exempt';
}

interface Change {
  readonly when: When;
  readonly atMs: number;
}

/** When what the order asks can have changed: with its events, and with the ends of exemptions. */
function changesUpTo({ events, zone }: Directive, atMs: number): readonly Change[] {
  const changes = events.map(({ at }) => ({ when: at, atMs: beginsAt(at, zone) }));
  for (const event of events) {
    if (event.kind === 'withdrawn') continue;
    for (const { until } of event.terms.exemptions) {
      if (until === null) continue;
      const ends = endsAt(until, zone);
      changes.push({ when: new Date(ends).toISOString(), atMs: ends });
    }
  }
  return changes.filter((change) => change.atMs <= atMs).sort((a, b) => a.atMs - b.atMs);
}

/** When the first patch is due by any of the orders; null where none names a time. */
export function patchDueMs(orders: readonly Order[]): number | null {
  const due = demandsOf(orders).flatMap(({ demand, dueMs }) =>
    demand.action === 'patch' && dueMs !== null ? [dueMs] : [],
  );
  return due.length === 0 ? null : Math.min(...due);
}

/** Whether any of the orders wants evidence, which patching may destroy. */
export function evidenceFirst(orders: readonly Order[]): boolean {
  return demandsOf(orders).some(({ demand }) => demand.action === 'collect-evidence');
}

function demandsOf(orders: readonly Order[]): readonly OrderedDemand[] {
  return orders.flatMap(({ demands }) => demands);
}
