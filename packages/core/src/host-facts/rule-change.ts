import type { FactRule } from './rule.ts';

/** What a person says of a rule; who it was and when is added. */
export type FactRuleText = Pick<FactRule, 'title' | 'match' | 'sets'>;

/** A change of the ordered list of rules. */
export type FactRuleChange =
  /** At a place, 0 being the first; undefined for the last. */
  | { readonly change: 'add'; readonly rule: FactRuleText; readonly place?: number | undefined }
  | { readonly change: 'replace'; readonly id: string; readonly rule: FactRuleText }
  | { readonly change: 'remove'; readonly id: string }
  /** The ids of all rules, in the new order. */
  | { readonly change: 'order'; readonly ids: readonly string[] };

/** More would be a database kept in a list. */
export const factRulesMax = 500;

/**
 * The list after the change; in words why it can not be made.
 * @param said of the rule that is added or replaced; the id is for one that is added
 */
export function changeRules(
  rules: readonly FactRule[],
  change: FactRuleChange,
  said: Pick<FactRule, 'id' | 'by' | 'atMs'>,
): readonly FactRule[] | string {
  if (change.change === 'add') {
    if (rules.length >= factRulesMax) return `there are ${factRulesMax} rules, which is the most`;
    return rules.toSpliced(change.place ?? rules.length, 0, { ...change.rule, ...said });
  }
  if (change.change === 'order') return inOrder(rules, change.ids);
  const at = rules.findIndex(({ id }) => id === change.id);
  if (at === -1) return 'there is no such rule; it may have been removed';
  if (change.change === 'remove') return rules.toSpliced(at, 1);
  return rules.with(at, { ...change.rule, ...said, id: change.id });
}

function inOrder(rules: readonly FactRule[], ids: readonly string[]) {
  const ordered = ids.flatMap((id) => rules.find((rule) => rule.id === id) ?? []);
  if (new Set(ids).size === ids.length && ids.length === rules.length) {
    if (ordered.length === rules.length) return ordered;
  }
  return 'it must name each of the rules there are once; they may have changed';
}
