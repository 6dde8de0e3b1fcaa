import { sameName } from '../names/index.ts';
import type { HostFactName, HostFacts } from './host-facts.ts';
import { points } from './point.ts';
import { known, type Reading, unknown } from './reading.ts';

/** Who said a fact of the host, and when. */
export type FactSource = (fact: HostFactName) => Pick<Reading, 'source' | 'asOf'>;

const unsaid = (fact: HostFactName): string => `nobody has said it of this host (fact: ${fact})`;

/** CISA Publicly Exposed: whether anyone from the internet can reach it. */
export function exposedReading({ exposed }: HostFacts, said: FactSource): Reading {
  if (exposed === null) return unknown(points.exposed, unsaid('exposed'));
  return known(exposed === 'yes' ? 'yes' : 'no', said('exposed'));
}

/** SSVC System Exposure has two words for a host that is not open to the internet. */
export function exposureReading({ exposed }: HostFacts, said: FactSource): Reading {
  if (exposed === null) return unknown(points.exposure, unsaid('exposed'));
  if (exposed === 'yes') return known('open', said('exposed'));
  if (exposed === 'controlled') return known('controlled', said('exposed'));
  const { source, asOf } = said('exposed');
  return unknown(
    ['small', 'controlled'],
    `${source}: not exposed, be it small or controlled`,
    asOf,
  );
}

/** SSVC Mission and Well-Being Impact ends at high. */
export function missionReading({ mission }: HostFacts, said: FactSource): Reading {
  if (mission === null) return unknown(points.mission, unsaid('mission'));
  return known(mission === 'very high' ? 'high' : mission, said('mission'));
}

export function humanImpactReading({ mission }: HostFacts, said: FactSource): Reading {
  if (mission === null) return unknown(points['human-impact'], unsaid('mission'));
  return known(mission, said('mission'));
}

/** Whether a fact has this value, whatever the letters' case. */
export function factReading(
  facts: HostFacts,
  fact: 'role' | 'group' | 'owner',
  is: string,
  said: FactSource,
): Reading {
  const value = facts[fact];
  if (value === null) return unknown(['no', 'yes'], unsaid(fact));
  return known(sameName(value, is) ? 'yes' : 'no', said(fact));
}
