/** Reads the form of a rule. */
import { factRuleText } from '@daybreak/protocol/host-facts';
import { formText } from '../session/form-text.ts';
import type { RuleText } from './rule-queries.ts';

export type ReadRule = { readonly rule: RuleText } | { readonly problem: string };

const conditions = ['name', 'group', 'domain', 'osName', 'inventoryRole'] as const;
const facts = ['exposed', 'mission', 'role', 'owner'] as const;

export function readRule(form: FormData): ReadRule {
  const match = filled(form, 'match', conditions);
  const sets = filled(form, 'sets', facts);
  if (Object.keys(match).length === 0) {
    return { problem: 'For which hosts? Fill in one of the conditions; every host is the name *.' };
  }
  if (Object.keys(sets).length === 0) {
    return { problem: 'What does the rule say? Choose or fill in one of the facts.' };
  }
  const read = factRuleText.safeParse({ title: formText(form, 'title'), match, sets });
  if (read.success) return { rule: read.data };
  const [issue] = read.error.issues;
  return { problem: `${issue?.path.join(' ') ?? ''}: ${issue?.message ?? 'is not valid'}` };
}

/** The fields that are not left empty. */
function filled(form: FormData, part: string, names: readonly string[]): Record<string, string> {
  const values = names.map((name) => [name, formText(form, `${part}.${name}`).trim()]);
  return Object.fromEntries(values.filter(([, value]) => value !== ''));
}
