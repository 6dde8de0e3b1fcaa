import { ruleMatches } from '@daybreak/core/host-facts';
import type { Reader } from '../database/index.ts';
import { listFactRules } from './rules.ts';
import { allSubjects } from './subject.ts';

export interface FittingHosts {
  /** Of the rule. */
  readonly id: string;
  readonly hosts: number;
}

/** How many hosts each rule fits, in the order of the rules; also where another rule goes before. */
export async function countFittingHosts(reader: Reader): Promise<FittingHosts[]> {
  const rules = await listFactRules(reader);
  const counts = rules.map(() => 0);
  for await (const hosts of allSubjects(reader)) {
    for (const [at, rule] of rules.entries()) {
      counts[at] = (counts[at] ?? 0) + hosts.filter((host) => ruleMatches(rule, host)).length;
    }
  }
  return rules.map(({ id }, at) => ({ id, hosts: counts[at] ?? 0 }));
}
