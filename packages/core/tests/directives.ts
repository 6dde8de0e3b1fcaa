/** Orders that tests are about: real ones, and such as they are made of. */
import type {
  Demand,
  Directive,
  DirectiveChange,
  DirectiveEvent,
  DirectiveHost,
  OrderQuestion,
  Terms,
} from '@daybreak/core/directive';

const unlimited: Terms['scope'] = {
  advisories: [],
  updates: [],
  products: [],
  roles: [],
  groups: [],
};

export function terms(more: Partial<Omit<Terms, 'scope'>> & { scope: Partial<Terms['scope']> }) {
  const { scope, ...others } = more;
  const made: Terms = {
    authority: 'CISO',
    title: 'an order',
    reference: '',
    demands: [demand('patch', { from: 'issue', hours: 24 })],
    exemptions: [],
    ...others,
    scope: { ...unlimited, ...scope },
  };
  return made;
}

export function demand(
  action: Demand['action'],
  clock: Demand['clock'],
  roles: readonly string[] = [],
): Demand {
  return { action, clock, roles, note: '' };
}

/** Recorded in the order of the list, when they took effect. */
export function recorded(...changes: readonly DirectiveChange[]): DirectiveEvent[] {
  return changes.map((change, sequence) => ({
    ...change,
    sequence,
    recordedMs: Date.parse(change.at),
    by: 'Ada',
  }));
}

export function directive(
  zone: string,
  events: readonly DirectiveEvent[],
  id = 'directive',
): Directive {
  return { id, kind: 'own', zone, events };
}

export function host(role: string | null, more: Partial<DirectiveHost> = {}): DirectiveHost {
  return { role, group: null, product: null, ...more };
}

export function question(
  about: Partial<OrderQuestion> & Pick<OrderQuestion, 'host'>,
  at: string,
): OrderQuestion {
  return {
    update: null,
    advisories: [],
    published: () => null,
    kevAdded: () => null,
    ...about,
    atMs: Date.parse(at),
  };
}
