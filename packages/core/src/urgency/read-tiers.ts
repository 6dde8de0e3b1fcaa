import type { Tier } from './policy.ts';
import type { PolicyProblem, TierForm } from './policy-form.ts';
import { readSpan } from './span.ts';

/**
 * A policy's tiers, the most urgent first. Their order is checked, because what is not known takes the
 * most urgent answer: in another order that would be the mildest.
 * @param problems told what is wrong
 */
export function readTiers(forms: readonly TierForm[], problems: PolicyProblem[]): readonly Tier[] {
  const tiers = forms.flatMap((form, at) => readTier(forms, form, at, problems));
  const complete = tiers.length === forms.length;
  for (const [at, tier] of complete ? tiers.entries() : []) {
    const before = tiers[at - 1];
    if (before === undefined || hoursOf(before) <= hoursOf(tier)) continue;
    const message = `gives less time than ${before.key} before it: the most urgent tier stands first`;
    problems.push({ path: ['tiers', at, 'within'], message });
  }
  return tiers;
}

function hoursOf({ hours }: Tier): number {
  return hours ?? Number.POSITIVE_INFINITY;
}

function readTier(
  all: readonly TierForm[],
  { key, name, within, evidence_first: evidenceFirst = false }: TierForm,
  at: number,
  problems: PolicyProblem[],
): Tier[] {
  const hours = readSpan(within);
  if (hours === undefined) {
    const message = `"${within}" is no time such as 24 hours, 3 days, 2 weeks or next upgrade`;
    problems.push({ path: ['tiers', at, 'within'], message });
    return [];
  }
  if (all.findIndex((other) => other.key === key) < at) {
    problems.push({ path: ['tiers', at, 'key'], message: `a tier before it is called ${key} too` });
  }
  return [{ key, name, hours, evidenceFirst }];
}
