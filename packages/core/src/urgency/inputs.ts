/** Who answers which input: the threat, the host, or (where neither does) the directives. */
import { exploitationReading, exploitedReading, exploitReading } from './exploitation-points.ts';
import type { HostFacts } from './host-facts.ts';
import {
  exposedReading,
  exposureReading,
  type FactSource,
  factReading,
  humanImpactReading,
  missionReading,
} from './host-points.ts';
import { kevReading } from './kev-point.ts';
import type { Assumptions, KnownThreat } from './known-threat.ts';
import { measureReading } from './measure-points.ts';
import {
  automatableReading,
  exploitabilityReading,
  impactReading,
  severityReading,
  wormableReading,
} from './nature-points.ts';
import { type Input, inputKey, type PointName } from './point.ts';
import type { Policy } from './policy.ts';
import { assumedToBe, type Reading } from './reading.ts';

/** By input of the policy; null for those that are no matter of the advisory. */
export function threatReadings(policy: Policy, threat: KnownThreat): readonly (Reading | null)[] {
  return policy.inputs.map((input) => {
    const read = readerOf(input);
    return read === null ? null : (assumedOf(input, threat.assumptions) ?? read(threat));
  });
}

/** Null where the input is no matter of the advisory. */
function readerOf(input: Input): ((threat: KnownThreat) => Reading) | null {
  if (input.kind === 'fact') return null;
  if (input.kind === 'point') return threatPoints.get(input.name) ?? null;
  return (threat) => measureReading(threat, input.measure, input.atLeast);
}

/** By input of the policy; null for those that are no matter of the host. */
export function hostReadings(
  policy: Policy,
  facts: HostFacts,
  said: FactSource,
  assumptions: Assumptions = new Map(),
): readonly (Reading | null)[] {
  return policy.inputs.map((input) => {
    const assumed = assumedOf(input, assumptions);
    if (assumed !== null) return assumed;
    if (input.kind === 'fact') return factReading(facts, input.fact, input.is, said);
    return input.kind === 'point' ? (hostPoints.get(input.name)?.(facts, said) ?? null) : null;
  });
}

function assumedOf(input: Input, assumptions: Assumptions): Reading | null {
  const value = assumptions.get(inputKey(input));
  return value === undefined ? null : assumedToBe(value);
}

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

type ReadHost = (facts: HostFacts, said: FactSource) => Reading;

const hostPoints: ReadonlyMap<PointName, ReadHost> = new Map([
  ['exposed', exposedReading],
  ['exposure', exposureReading],
  ['mission', missionReading],
  ['human-impact', humanImpactReading],
]);
