import type { Decision } from '@daybreak/core/urgency';
import { type AdvisoryUrgency, alternativeAnswer, tierAnswer } from '@daybreak/protocol/urgency';

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
