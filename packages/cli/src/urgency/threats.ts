import type { ThreatKnowledge } from '@daybreak/core/threat';

/** What the feeds know of how advisories are attacked; in words why it cannot be read. */
export function openThreats(_data: string | undefined): ThreatKnowledge | string {
  return {
    sources: { kev: null, epss: null, vulnrichment: null, msrc: null },
    of: (advisory) => ({ advisory, statement: null, kev: [], epss: [], ssvc: null }),
  };
}
