import { effectiveFacts, type FactRule, type RuleFact, ruleFacts } from '@daybreak/core/host-facts';
import type { Reader } from '../database/index.ts';
import { listFactRules } from './rules.ts';
import { allSubjects } from './subject.ts';

/** What other rules would do: `exposed` from null to `yes` on 12 hosts. */
export interface RulesEffect {
  readonly fact: RuleFact;
  readonly from: string | null;
  readonly to: string | null;
  readonly hosts: number;
  /** Names of the first few. */
  readonly some: readonly string[];
}

const someMax = 5;

/** What these rules would change, in the place of those that are; nothing is written. */
export async function previewFactRules(
  reader: Reader,
  rules: readonly FactRule[],
): Promise<RulesEffect[]> {
  const now = await listFactRules(reader);
  const effects = new Map<string, RulesEffect & { hosts: number; some: string[] }>();
  for await (const hosts of allSubjects(reader)) {
    for (const host of hosts) {
      const [before, after] = [now, rules].map((one) => effectiveFacts(host, host.explicit, one));
      for (const fact of ruleFacts) {
        const [from, to] = [before?.[fact]?.value ?? null, after?.[fact]?.value ?? null];
        if (from === to) continue;
        const key = JSON.stringify([fact, from, to]);
        const effect = effects.get(key) ?? { fact, from, to, hosts: 0, some: [] };
        effect.hosts += 1;
        if (effect.some.length < someMax) effect.some.push(host.name);
        effects.set(key, effect);
      }
    }
  }
  return [...effects.values()].sort((a, b) => b.hosts - a.hosts);
}
