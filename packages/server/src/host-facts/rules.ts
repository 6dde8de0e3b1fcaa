/** The rules that give hosts their facts: changed, and what a change would do. */

import { changeRules, type FactRule, type FactRuleChange } from '@daybreak/core/host-facts';
import type { FactRulesChanged, FactRulesPreview } from '@daybreak/protocol/host-facts';
import { appendAudit } from '@daybreak/storage/audit';
import { transact } from '@daybreak/storage/database';
import {
  holdFactRules,
  listFactRules,
  previewFactRules,
  replaceFactRules,
} from '@daybreak/storage/host-facts';
import type { ServerContext } from '../context/index.ts';
import { Refusal } from '../http/problem.ts';
import { shownRule } from './view.ts';

/** @throws Refusal when the change does not fit the rules there are */
export async function changeFactRules(
  { database, now, newId }: ServerContext,
  by: string,
  change: FactRuleChange,
): Promise<FactRulesChanged> {
  const [at, id] = [now(), newId()];
  return transact(database, async (tx) => {
    const before = await holdFactRules(tx);
    const after = changed(before, change, { id, by, atMs: at.getTime() });
    const hosts = await replaceFactRules(tx, after);
    const subject = titleOf(change, before);
    const details = { ...change, hosts, before: replaced(change, before) };
    await appendAudit(tx, {
      at,
      actor: by,
      action: `fact-rule.${change.change}`,
      subject,
      details,
    });
    return { rules: after.map(shownRule), hosts };
  });
}

export async function previewFactRuleChange(
  { database, now, newId }: ServerContext,
  by: string,
  change: FactRuleChange,
): Promise<FactRulesPreview> {
  const rules = await listFactRules(database);
  const after = changed(rules, change, { id: newId(), by, atMs: now().getTime() });
  const effects = await previewFactRules(database, after);
  return { effects: effects.map((effect) => ({ ...effect, some: [...effect.some] })) };
}

function changed(
  rules: readonly FactRule[],
  change: FactRuleChange,
  said: Pick<FactRule, 'id' | 'by' | 'atMs'>,
): readonly FactRule[] {
  const after = changeRules(rules, change, said);
  if (typeof after !== 'string') return after;
  const isThere = !('id' in change) || rules.some(({ id }) => id === change.id);
  throw new Refusal(isThere ? 'invalid-input' : 'not-found', `${after}.`);
}

/** The rule that is no more as it was; null for none. */
function replaced(change: FactRuleChange, before: readonly FactRule[]): FactRule | null {
  return 'id' in change ? (before.find(({ id }) => id === change.id) ?? null) : null;
}

function titleOf(change: FactRuleChange, before: readonly FactRule[]): string {
  return 'rule' in change ? change.rule.title : (replaced(change, before)?.title ?? '');
}
