import type { RolloutPlan } from './plan.ts';
import { found, type PlanFault } from './plan-fault.ts';

/** What is wrong with one ring of a plan. */
export function ringFaults({ rings }: RolloutPlan, at: number): readonly PlanFault[] {
  const ring = rings[at];
  if (ring === undefined) return [];
  const { name, hosts, startsAfterMs, observeMs, observedNeeded } = ring;
  const place = `rings[${at}]`;
  const beforeMs = rings[at - 1]?.startsAfterMs ?? 0;
  const isCount = Number.isSafeInteger(observedNeeded) && observedNeeded >= 0;
  return [
    ...found([
      [name.trim() === '', `${place}.name`, 'is empty'],
      [!(Number.isSafeInteger(hosts) && hosts > 0), `${place}.hosts`, `is no count: ${hosts}`],
      [!isTime(startsAfterMs), `${place}.startsAfterMs`, `is no time: ${startsAfterMs}`],
      [startsAfterMs < beforeMs, `${place}.startsAfterMs`, 'is before the ring before it'],
      [!isTime(observeMs), `${place}.observeMs`, `is no time: ${observeMs}`],
      [!isCount, `${place}.observedNeeded`, `is no count: ${observedNeeded}`],
      [
        isCount && observedNeeded > hosts,
        `${place}.observedNeeded`,
        `is ${observedNeeded} of ${hosts} hosts`,
      ],
    ]),
    ...ring.power.flatMap(({ brokenShare, chance }, told) =>
      found([
        [
          !isShare(brokenShare),
          `${place}.power[${told}].brokenShare`,
          `is no share: ${brokenShare}`,
        ],
        [!isShare(chance), `${place}.power[${told}].chance`, `is no chance: ${chance}`],
      ]),
    ),
  ];
}

function isTime(ms: number): boolean {
  return ms >= 0 && Number.isFinite(ms);
}

function isShare(share: number): boolean {
  return share >= 0 && share <= 1;
}
