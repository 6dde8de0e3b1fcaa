import type { RolloutPlan } from './plan.ts';
import { found, type PlanFault } from './plan-fault.ts';
import { ringsMax } from './ring-draw.ts';
import { ringFaults } from './validate-rings.ts';

/**
 * What is wrong with a plan that a person has changed; nothing where it can be carried out.
 * @param hosts how many the rollout has
 */
export function validatePlan(plan: RolloutPlan, hosts: number): readonly PlanFault[] {
  return [
    ...ownFaults(plan),
    ...plan.rings.flatMap((_, ring) => ringFaults(plan, ring)),
    ...sizeFaults(plan, hosts),
    ...heldBackFaults(plan, hosts),
  ];
}

function ownFaults(plan: RolloutPlan): readonly PlanFault[] {
  const { alpha, probes, rings, leaseMs, deadlineMs, predictedEndMs } = plan;
  const atOnce = plan.maxUnavailablePerDependencyGroup;
  const twice = probes.find((probe, at) => probes.indexOf(probe) !== at);
  const isTime = (ms: number | null) => ms === null || Number.isFinite(ms);
  return found([
    [!(alpha > 0 && alpha < 1), 'alpha', `is between 0 and 1, not ${alpha}`],
    [probes.length === 0, 'probes', 'is empty: nothing would be looked at'],
    [probes.includes(''), 'probes', 'has one without a name'],
    [twice !== undefined, 'probes', `has ${twice} twice`],
    [rings.length === 0, 'rings', 'is empty'],
    [
      rings.length > ringsMax,
      'rings',
      `has ${rings.length}, and ${ringsMax} at the most are possible`,
    ],
    [
      !(Number.isSafeInteger(atOnce) && atOnce > 0),
      'maxUnavailablePerDependencyGroup',
      `is a count of at least 1, not ${atOnce}`,
    ],
    [!(leaseMs > 0 && Number.isFinite(leaseMs)), 'leaseMs', `is more than 0, not ${leaseMs}`],
    [!isTime(deadlineMs), 'deadlineMs', `is no instant: ${deadlineMs}`],
    [!isTime(predictedEndMs), 'predictedEndMs', `is no instant: ${predictedEndMs}`],
  ]);
}

/** The largest share of a fleet that can come first without a person's sign-off. */
const firstShareMax = 0.5;

function sizeFaults({ rings, needsSignOff }: RolloutPlan, hosts: number): readonly PlanFault[] {
  const planned = rings.reduce((sum, ring) => sum + ring.hosts, 0);
  const first = rings[0]?.hosts ?? 0;
  return found([
    [planned !== hosts, 'rings', `have ${planned} hosts together, the rollout has ${hosts}`],
    [
      first > hosts * firstShareMax && !needsSignOff,
      'needsSignOff',
      `must be set: ${first} of ${hosts} hosts are in the first ring`,
    ],
  ]);
}

/** Smaller fleets cannot hold back 5 to 10 %. */
const heldBackFrom = 10;
const heldBackShares = { least: 0.05, most: 0.1 };

function heldBackFaults({ rings }: RolloutPlan, hosts: number): readonly PlanFault[] {
  if (rings.length < 2) return [];
  const places = rings.flatMap(({ isHeldBack }, ring) => (isHeldBack ? [ring] : []));
  const [ring] = places;
  if (ring === undefined) {
    const isMissing = hosts >= heldBackFrom;
    return found([[isMissing, 'rings', 'hold no hosts back to compare with until the end']]);
  }
  const held = rings[ring]?.hosts ?? 0;
  const least = Math.floor(hosts * heldBackShares.least);
  const most = Math.max(1, Math.ceil(hosts * heldBackShares.most));
  return found([
    [places.length > 1, `rings[${places[1]}].isHeldBack`, `is set, as for ring ${ring}`],
    [ring < rings.length - 1, `rings[${ring}].isHeldBack`, 'is set, and it is not the last ring'],
    [
      held < least || held > most,
      `rings[${ring}].hosts`,
      `holds back ${held} of ${hosts} hosts, not 5 to 10 %`,
    ],
  ]);
}
