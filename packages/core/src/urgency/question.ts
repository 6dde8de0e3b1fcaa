import type { Threat, ThreatSources } from '../threat/index.ts';
import { type Decision, decide } from './decide.ts';
import type { HostFacts } from './host-facts.ts';
import type { FactSource } from './host-points.ts';
import { hostReadings, threatReadings } from './inputs.ts';
import { type Assumptions, knownOn } from './known-threat.ts';
import type { Policy } from './policy.ts';
import type { Reading } from './reading.ts';

/** What is asked of a policy: one advisory on one host, or on all hosts of which the same is known. */
export interface Question {
  readonly threat: Threat;
  readonly sources: ThreatSources;
  /** ISO date: what was known by its end. */
  readonly day: string;
  readonly facts: HostFacts;
  readonly said: FactSource;
  /** Whether a directive orders action. */
  readonly ordered: Reading;
  readonly assumptions: Assumptions;
}

/** What is known of each input of the policy, in its order. */
export function readInputs(policy: Policy, question: Question): readonly Reading[] {
  const { threat, sources, day, facts, said, ordered, assumptions } = question;
  const ofHost = hostReadings(policy, facts, said, assumptions);
  const ofThreat = threatReadings(policy, knownOn(day, threat, sources, assumptions));
  return together(ofThreat, ofHost, ordered);
}

/** @param ordered stands for what neither the threat nor the host tells */
export function together(
  ofThreat: readonly (Reading | null)[],
  ofHost: readonly (Reading | null)[],
  ordered: Reading,
): readonly Reading[] {
  return ofThreat.map((reading, at) => reading ?? ofHost[at] ?? ordered);
}

/** The policy's answer, from what was known on the day. */
export function answer(policy: Policy, question: Question): Decision {
  return decide(policy, readInputs(policy, question));
}
