/** Facts and rules as the protocol shows them. */

import type { FactRule, SaidFact } from '@daybreak/core/host-facts';
import type {
  HostFacts,
  SaidFact as ShownFact,
  FactRule as ShownRule,
} from '@daybreak/protocol/host-facts';
import type { StoredHostFacts } from '@daybreak/storage/host-facts';

export function shownFacts({ id, name, facts, explicit }: StoredHostFacts): HostFacts {
  return { id, name, facts: each(facts), explicit: each(explicit) };
}

function each(facts: StoredHostFacts['facts'] | StoredHostFacts['explicit']): HostFacts['facts'] {
  return {
    exposed: shown(facts.exposed),
    mission: shown(facts.mission),
    role: shown(facts.role),
    owner: shown(facts.owner),
    group: shown(facts.group),
  };
}

function shown(fact: SaidFact | null | undefined): ShownFact | null {
  if (fact == null) return null;
  const { atMs, ...said } = fact;
  return { ...said, at: atMs === null ? null : new Date(atMs).toISOString() };
}

export function shownRule({ id, title, match, sets, by, atMs }: FactRule): ShownRule {
  const at = new Date(atMs).toISOString();
  return { id, title, match, sets: sets as ShownRule['sets'], by, at };
}
