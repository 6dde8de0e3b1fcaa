import type { Threat, ThreatSources } from '../threat/index.ts';
import { type Decision, decide } from './decide.ts';
import {
  exploitationReading,
  exploitedReading,
  exploitReading,
  kevReading,
} from './exploitation-points.ts';
import type { HostFacts } from './host-facts.ts';
import {
  exposedReading,
  exposureReading,
  type FactSource,
  factReading,
  humanImpactReading,
  missionReading,
} from './host-points.ts';
import { type Assumptions, type KnownThreat, knownOn } from './known-threat.ts';
import {
  automatableReading,
  exploitabilityReading,
  impactReading,
  measureReading,
  severityReading,
  wormableReading,
} from './nature-points.ts';
import { type Input, inputName, type PointName } from './point.ts';
import type { Policy } from './policy.ts';
import { assumedToBe, type Reading } from './reading.ts';

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
  const { threat, sources, day, assumptions } = question;
  const known = knownOn(day, threat, sources, assumptions);
  return policy.inputs.map((input) => readingOf(input, question, known));
}

/** The policy's answer, from what was known on the day. */
export function answer(policy: Policy, question: Question): Decision {
  return decide(policy, readInputs(policy, question));
}

function readingOf(input: Input, question: Question, threat: KnownThreat): Reading {
  const assumed = question.assumptions.get(inputName(input));
  if (assumed !== undefined) return assumedToBe(assumed);
  const { facts, said } = question;
  if (input.kind === 'measure') return measureReading(threat, input.measure, input.atLeast);
  if (input.kind === 'fact') return factReading(facts, input.fact, input.is, said);
  if (input.name === 'ordered') return question.ordered;
  const ofHost = hostPoints.get(input.name);
  return ofHost?.(facts, said) ?? threatPoints.get(input.name)?.(threat) ?? unread(input.name);
}

const hostPoints: ReadonlyMap<PointName, (facts: HostFacts, said: FactSource) => Reading> = new Map(
  [
    ['exposed', exposedReading],
    ['exposure', exposureReading],
    ['mission', missionReading],
    ['human-impact', humanImpactReading],
  ],
);

const threatPoints: ReadonlyMap<PointName, (threat: KnownThreat) => Reading> = new Map([
  ['kev', kevReading],
  ['exploited', exploitedReading],
  ['exploit', exploitReading],
  ['exploitation', exploitationReading],
  ['wormable', wormableReading],
  ['automatable', automatableReading],
  ['impact', impactReading],
  ['exploitability', exploitabilityReading],
  ['severity', severityReading],
]);

function unread(name: PointName): never {
  throw new Error(`nothing reads ${name}`);
}
