/** Of the facts of hosts, those on which a deadline depends. */
import { type HostFacts, noHostFacts, type Policy } from '@daybreak/core/urgency';

/** What asks for facts beside the policy. */
export interface AskingRules {
  readonly hasDirectives: boolean;
  readonly hasExceptions: boolean;
}

/** The others are left out: hosts that differ in these alone have the same deadlines. */
export function relevantFacts(policy: Policy, facts: HostFacts, asking: AskingRules): HostFacts {
  const asked = new Set(policy.inputs.flatMap(factsAskedFor));
  if (asking.hasDirectives) for (const fact of ['role', 'group'] as const) asked.add(fact);
  if (asking.hasExceptions) asked.add('group');
  return {
    exposed: asked.has('exposed') ? facts.exposed : noHostFacts.exposed,
    mission: asked.has('mission') ? facts.mission : noHostFacts.mission,
    role: asked.has('role') ? facts.role : noHostFacts.role,
    owner: asked.has('owner') ? facts.owner : noHostFacts.owner,
    group: asked.has('group') ? facts.group : noHostFacts.group,
  };
}

function factsAskedFor(input: Policy['inputs'][number]): readonly (keyof HostFacts)[] {
  if (input.kind === 'fact') return [input.fact];
  if (input.kind === 'measure') return [];
  if (input.name === 'exposed' || input.name === 'exposure') return ['exposed'];
  return input.name === 'mission' || input.name === 'human-impact' ? ['mission'] : [];
}
