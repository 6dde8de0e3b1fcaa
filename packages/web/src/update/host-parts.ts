import type { HostCounts } from '@daybreak/protocol/text';
import type { StatePart } from '../ui/index.ts';

/** How the fleet stands to one update; the rest of the hosts it does not concern. */
export function hostParts(counts: HostCounts, hosts: number): StatePart[] {
  const concerned = counts.exposed + counts.fixed + counts.unknown;
  return [
    { word: 'exposed', count: counts.exposed, tone: 'act' },
    { word: 'unknown', count: counts.unknown, tone: 'unsure' },
    { word: 'fixed', count: counts.fixed, tone: 'verified' },
    { word: 'not concerned', count: Math.max(0, hosts - concerned), tone: 'neutral' },
  ];
}
