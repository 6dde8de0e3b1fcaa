/** Of the facts of hosts, those on which a deadline depends. */
import { type HostFacts, noHostFacts, type Policy } from '@daybreak/core/urgency';

/** Facts on which it depends what directives ask of a host. */
const directed = ['role', 'group'] as const;

/** The others are left out: hosts that differ in these alone have the same deadlines. */
export function relevantFacts(policy: Policy, facts: HostFacts, hasDirectives: boolean): HostFacts {
  const asked = factsOf(policy);
  if (hasDirectives) for (const fact of directed) asked.add(fact);
  return {
    exposed: asked.has('exposed') ? facts.exposed : noHostFacts.exposed,
    mission: asked.has('mission') ? facts.mission : noHostFacts.mission,
    role: asked.has('role') ? facts.role : noHostFacts.role,
    owner: asked.has('owner') ? facts.owner : noHostFacts.owner,
    group: asked.has('group') ? facts.group : noHostFacts.group,
  };
}

/** Those that the policy itself asks for. */
export function factsOf({ inputs }: Policy): Set<keyof HostFacts> {
  return new Set(inputs.flatMap(factsAskedFor));
}

function factsAskedFor(input: Policy['inputs'][number]): readonly (keyof HostFacts)[] {
  if (input.kind === 'fact') return [input.fact];
  if (input.kind === 'measure') return [];
  if (input.name === 'exposed' || input.name === 'exposure') return ['exposed'];
  return input.name === 'mission' || input.name === 'human-impact' ? ['mission'] : [];
}
