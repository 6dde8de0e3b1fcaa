/** Gives hosts the facts class that follows from rules and what people have set. */

import {
  effectiveFacts,
  type FactRule,
  type FactSubject,
  valuesOfFacts,
} from '@daybreak/core/host-facts';
import { sql } from 'kysely';
import type { Transactor } from '../database/index.ts';
import { classesOf } from './facts-class.ts';
import { allSubjects, readSubjects, type StoredSubject } from './subject.ts';

const batchSize = 10_000;

/** Classes for hosts that are new, in their order: no person has set anything for them yet. */
export function classesOfNew(
  tx: Transactor,
  rules: readonly FactRule[],
  hosts: readonly FactSubject[],
): Promise<number[]> {
  return classesOf(
    tx,
    hosts.map((host) => valuesOfFacts(effectiveFacts(host, {}, rules))),
  );
}

/** After something of these hosts has changed. Returns how many have other facts now. */
export async function reclassify(
  tx: Transactor,
  rules: readonly FactRule[],
  ids: readonly string[],
): Promise<number> {
  let changed = 0;
  for (let start = 0; start < ids.length; start += batchSize) {
    const hosts = await readSubjects(tx, ids.slice(start, start + batchSize));
    changed += await rewrite(tx, rules, hosts);
  }
  return changed;
}

/** After the rules have changed. Returns how many hosts have other facts now. */
export async function reclassifyAll(tx: Transactor, rules: readonly FactRule[]): Promise<number> {
  let changed = 0;
  for await (const hosts of allSubjects(tx)) changed += await rewrite(tx, rules, hosts);
  return changed;
}

async function rewrite(
  tx: Transactor,
  rules: readonly FactRule[],
  hosts: readonly StoredSubject[],
): Promise<number> {
  const classes = await classesOf(
    tx,
    hosts.map((host) => valuesOfFacts(effectiveFacts(host, host.explicit, rules))),
  );
  const changed = hosts.flatMap(({ id, factsClass }, index) => {
    const now = classes[index] ?? factsClass;
    return now === factsClass ? [] : [{ id, now }];
  });
  if (changed.length === 0) return 0;
  await sql`
    update hosts set facts_class = other.now
    from unnest(
      ${changed.map(({ id }) => id)}::uuid[],
      ${changed.map(({ now }) => now)}::int[]
    ) as other (id, now)
    where hosts.id = other.id`.execute(tx);
  return changed.length;
}
