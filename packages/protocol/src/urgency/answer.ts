/** Decisions as the protocol says them. */
import type { Alternative, Tier } from '@daybreak/core/urgency';
import type { UrgencyAlternative } from './index.ts';

const hoursPerDay = 24;

export function tierAnswer({ name, hours, evidenceFirst }: Tier) {
  return { tier: name, deadline_days: hours === null ? null : hours / hoursPerDay, evidenceFirst };
}

export function alternativeAnswer({ tier, if: conditions }: Alternative): UrgencyAlternative {
  const holds = conditions.map(({ input, values }) => [input, [...values]]);
  return { ...tierAnswer(tier), if: Object.fromEntries(holds) };
}
