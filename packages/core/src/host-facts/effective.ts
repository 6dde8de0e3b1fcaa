import type { HostFactName, HostFacts, Mission, Reach } from '../urgency/index.ts';
import { type FactRule, type FactSubject, type RuleFact, ruleMatches } from './rule.ts';
import type { SaidFact, SaidFacts } from './said.ts';

/** What people have set for one very host. A group that came with an import is among it. */
export type ExplicitFacts = Readonly<Partial<Record<HostFactName, SaidFact>>>;

/**
 * The facts that count for a host: what a person has set for it, else what the first rule says that
 * matches the host and sets the fact, else its own inventory. Null where none of them says anything.
 * @param rules in their order
 */
export function effectiveFacts(
  host: FactSubject,
  explicit: ExplicitFacts,
  rules: readonly FactRule[],
): SaidFacts {
  const matching = rules.filter((rule) => ruleMatches(rule, host));
  const fact = (name: RuleFact) => explicit[name] ?? byRule(matching, name);
  return {
    exposed: fact('exposed'),
    mission: fact('mission'),
    role: fact('role') ?? byInventory(host),
    owner: fact('owner'),
    group: explicit.group ?? groupOf(host),
  };
}

/** The values without who said them. */
export function valuesOfFacts({ exposed, mission, role, owner, group }: SaidFacts): HostFacts {
  return {
    exposed: (exposed?.value as Reach | undefined) ?? null,
    mission: (mission?.value as Mission | undefined) ?? null,
    role: role?.value ?? null,
    owner: owner?.value ?? null,
    group: group?.value ?? null,
  };
}

function byRule(matching: readonly FactRule[], fact: RuleFact): SaidFact | null {
  for (const { sets, title, by, atMs } of matching) {
    const value = sets[fact];
    if (value !== undefined) return { value, origin: 'rule', source: `rule "${title}"`, by, atMs };
  }
  return null;
}

function byInventory({ inventoryRole: value }: FactSubject): SaidFact | null {
  if (value === null) return null;
  return { value, origin: 'inventory', source: 'its inventory', by: null, atMs: null };
}

/** A group of which nobody is on record as its giver was given when the host came in. */
function groupOf({ group: value }: FactSubject): SaidFact | null {
  if (value === null) return null;
  const source = 'given when the host came in';
  return { value, origin: 'person', source, by: null, atMs: null };
}
