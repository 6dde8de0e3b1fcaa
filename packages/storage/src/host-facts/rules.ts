/** The ordered list of rules that give hosts their facts. */

import type { FactRule } from '@daybreak/core/host-facts';
import type { Reader, Transactor } from '../database/index.ts';
import { takeTurn } from '../host/turn.ts';
import { reclassifyAll } from './classify.ts';

/** In the order in which they count. */
export async function listFactRules(reader: Reader): Promise<FactRule[]> {
  const rows = await reader
    .selectFrom('host_fact_rules')
    .select(['id', 'title', 'match', 'sets', 'set_by', 'set_at'])
    .orderBy('place')
    .execute();
  return rows.map(({ set_by: by, set_at, match, sets, ...rule }) => ({
    ...rule,
    match: match as FactRule['match'],
    sets: sets as FactRule['sets'],
    by,
    atMs: set_at.getTime(),
  }));
}

/** The rules as they are, until the transaction ends: nobody else changes them, nor any host. */
export async function holdFactRules(tx: Transactor): Promise<FactRule[]> {
  await takeTurn(tx);
  return listFactRules(tx);
}

/**
 * Puts these rules in the place of all that there were, and gives every host the facts that follow.
 * Whoever calls holds the rules.
 * @returns how many hosts have other facts now
 */
export async function replaceFactRules(
  tx: Transactor,
  rules: readonly FactRule[],
): Promise<number> {
  await tx.deleteFrom('host_fact_rules').execute();
  const rows = rules.map(({ id, title, match, sets, by, atMs }, place) => ({
    id,
    place,
    title,
    match: JSON.stringify(match),
    sets: JSON.stringify(sets),
    set_by: by,
    set_at: new Date(atMs),
  }));
  if (rows.length > 0) await tx.insertInto('host_fact_rules').values(rows).execute();
  return reclassifyAll(tx, rules);
}
