/** The states of compliance as people read them. */
import type { ComplianceCounts, ComplianceState } from '@daybreak/protocol/compliance';
import type { StatePart } from '../ui/index.ts';

interface Shown {
  readonly word: string;
  readonly tone: StatePart['tone'];
  readonly means: string;
}

export const shownStates: Readonly<Record<ComplianceState, Shown>> = {
  overdue: { word: 'overdue', tone: 'act', means: 'not done and past due: a breach now' },
  open: { word: 'open, in time', tone: 'neutral', means: 'not done, and there is time left' },
  unknown: { word: 'unknown', tone: 'unsure', means: 'it can not be told; never counted as done' },
  excepted: {
    word: 'excepted',
    tone: 'neutral',
    means: 'we let it wait, with an owner and an end',
  },
  exempt: { word: 'exempt', tone: 'neutral', means: 'the authority itself lets it wait' },
  attested: { word: 'attested', tone: 'neutral', means: 'done by the word of a person' },
  complies: { word: 'complying', tone: 'verified', means: "by the host's own inventory" },
  'out-of-scope': { word: 'out of scope', tone: 'neutral', means: 'nothing is asked of it' },
};

/** Hosts that need somebody. */
export const unsettled: readonly ComplianceState[] = ['overdue', 'open', 'unknown'];

const inBar: readonly ComplianceState[] = [
  'complies',
  'attested',
  'exempt',
  'excepted',
  'unknown',
  'open',
  'overdue',
];

/** Without the hosts of which nothing is asked. */
export function partsOf(counts: ComplianceCounts): readonly StatePart[] {
  return inBar.map((state) => ({ ...shownStates[state], count: counts[state] }));
}

/** How many hosts something is asked of, or may be. */
export function askedOf(counts: ComplianceCounts): number {
  return inBar.reduce((sum, state) => sum + counts[state], 0);
}
