import type { ThreatKnowledge } from '@daybreak/core/threat';
import type { KnowledgeIndex } from '../index-file/index.ts';
import type { ThreatFiles } from './open.ts';

/**
 * All that a data folder knows of how advisories are attacked.
 * @param index null where no bulletin has been read
 * @throws {IndexError} by `of`, when a file turns out to be damaged
 */
export function threatKnowledge(
  threats: ThreatFiles,
  index: KnowledgeIndex | null,
): ThreatKnowledge {
  const msrc = index?.feeds.find(({ name }) => name === 'msrc')?.asOf ?? null;
  return {
    sources: { ...threats.sources, msrc },
    // Looked up one by one: whoever wants a score needs no statement unpacked.
    of: (advisory) => ({
      advisory,
      get statement() {
        return index?.statements().of(advisory) ?? null;
      },
      get kev() {
        return threats.kevOf(advisory);
      },
      get epss() {
        return threats.epssOf(advisory);
      },
      get ssvc() {
        return threats.ssvcOf(advisory);
      },
    }),
  };
}
