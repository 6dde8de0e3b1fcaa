/** The policies that hosts go by. */

import { nameKey } from '@daybreak/core/names';
import { makePolicy, type Policy, shippedPolicies } from '@daybreak/core/urgency';
import { readPolicy } from '@daybreak/intake/policy';
import type { Reader } from '@daybreak/storage/database';
import { listAssignments, listPolicies } from '@daybreak/storage/policy';

/** What hosts go by for whom nobody has said otherwise. */
export const firstPolicy = 'daybreak';

export const shipped: ReadonlyMap<string, Policy> = new Map(
  shippedPolicies.map((form) => {
    const policy = makePolicy(form);
    if (!('rowAt' in policy))
      throw new Error(`${form.policy}, which comes with Daybreak, is wrong`);
    return [policy.id, policy];
  }),
);

export interface PoliciesInUse {
  /** The policy of hosts in this group; null for hosts in none. */
  of(group: string | null): Policy;
}

/** The newest version of each policy, by the groups that go by it. */
export async function policiesInUse(reader: Reader): Promise<PoliciesInUse> {
  // Of a group in two spellings, from before case was ignored here, the newer assignment counts.
  const assignments = (await listAssignments(reader)).sort(
    (a, b) => a.at.getTime() - b.at.getTime(),
  );
  const assigned = new Map(assignments.map(({ group, policy }) => [nameKey(group), policy]));
  const known = new Map(shipped);
  for (const { id, text } of (await listPolicies(reader)).toReversed()) {
    const read = readPolicy(text);
    // What was accepted once may be refused by a later Daybreak: then it says so, loudly.
    if ('problems' in read) known.delete(id);
    else known.set(id, read.policy);
  }
  const policyOf = (id: string): Policy => {
    const policy = known.get(id);
    if (policy === undefined) throw new Error(`the policy ${id} can not be read any more`);
    return policy;
  };
  return {
    of: (group) => policyOf(assigned.get(nameKey(group ?? '')) ?? assigned.get('') ?? firstPolicy),
  };
}
