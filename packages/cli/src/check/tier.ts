import { severityRank } from '@daybreak/core/bulletin';
import type { Assessment } from '@daybreak/core/exposure';

/** Worst first; `any` is reached by every host that needs an update at all. */
export const tiers = ['exploited', 'critical', 'important', 'moderate', 'low', 'any'] as const;
export type Tier = (typeof tiers)[number];

export function isTier(text: string): text is Tier {
  return tiers.some((tier) => tier === text);
}

/** Whether a host needs an update of the tier or of a worse one. What is exploited is worst of all. */
export function reaches(tier: Tier, { install, advisories }: Assessment): boolean {
  if (tier === 'any') return install.length > 0;
  if (install.some(({ knownExploited }) => knownExploited.length > 0)) return true;
  if (tier === 'exploited') return false;
  const rank = severityRank(`${tier.charAt(0).toUpperCase()}${tier.slice(1)}`);
  return advisories.some(
    ({ state, severity }) => state === 'open' && severityRank(severity) <= rank,
  );
}
