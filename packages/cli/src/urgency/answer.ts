import type { Alternative, Decision, Tier } from '@daybreak/core/urgency';
import type { AdvisoryUrgency, UrgencyAlternative } from '@daybreak/protocol/urgency';

const hoursPerDay = 24;

/** A decision as the protocol says it. */
export function urgencyAnswer(cve: string, policy: string, decision: Decision): AdvisoryUrgency {
  return {
    cve,
    policy,
    ...tierAnswer(decision.tier),
    reasons: decision.reasons.map(({ input, value, source, asOf, assumed }) => ({
      input,
      value,
      source,
      asOf,
      assumed,
    })),
    alternatives: decision.alternatives.map(alternativeAnswer),
  };
}

function alternativeAnswer({ tier, if: conditions }: Alternative): UrgencyAlternative {
  const holds = conditions.map(({ input, values }) => [input, [...values]]);
  return { ...tierAnswer(tier), if: Object.fromEntries(holds) };
}

function tierAnswer({ name, hours, evidenceFirst }: Tier) {
  return { tier: name, deadline_days: hours === null ? null : hours / hoursPerDay, evidenceFirst };
}
