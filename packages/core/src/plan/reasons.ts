import { type Candidate, hourMs, type PlanGround } from './candidate.ts';
import { whatHelps } from './deadline.ts';
import { lookAheadStarts } from './look-ahead-starts.ts';
import type { PlannedRing, PlanReason } from './plan.ts';
import { type PresetPace, presets } from './presets.ts';
import { assumedModel, type LossModel, planLoss } from './ring-model.ts';
import { sizeRings } from './ring-size.ts';

/** What was chosen, and from what. */
export interface Chosen {
  readonly chosen: Candidate;
  /** The shorter plan, where there is one. */
  readonly faster: Candidate | null;
  readonly rings: readonly PlannedRing[];
  readonly alpha: number;
  readonly ground: PlanGround;
  readonly exposurePerHour: number | null;
}

/** The share of broken hosts for which each ring's power is a reason; the plan tells others too. */
const toldShare = 0.05;

/** All reasons but that for the pace. */
export function reasonsFor(made: Chosen): readonly PlanReason[] {
  return [
    ...signOff(made),
    ...aboutFirstRing(made),
    ...made.rings.flatMap(powerReasons),
    ...costs(made),
    ...made.chosen.sizes.limits.map(
      (limit): PlanReason => ({ kind: 'limited-by-fleet', ...limit }),
    ),
    ...aboutTime(made),
  ];
}

function signOff({ chosen, exposurePerHour }: Chosen): readonly PlanReason[] {
  if (chosen.pace !== 'all-at-once' || exposurePerHour === null) return [];
  return [{ kind: 'needs-sign-off', exposurePerHour }];
}

function aboutFirstRing({ chosen, ground }: Chosen): readonly PlanReason[] {
  const { sizes, rings, draw } = chosen;
  if (sizes.rings.length === 1) return [];
  if (rings.length < sizes.rings.length && rings[0]?.name !== sizes.rings[0]?.name) {
    return [{ kind: 'no-canaries' }];
  }
  const first: PlanReason = {
    kind: 'first-ring',
    hosts: rings[0]?.hosts ?? 0,
    wantedHosts: sizes.rings[0]?.hosts ?? 0,
    strata: ground.strata.length,
    by: sizes.firstRingBy,
  };
  const unseen = ground.strata
    .filter(({ members }) => !members.some((position) => draw[position] === 0))
    .map(({ name }) => name)
    .sort();
  return unseen.length === 0 ? [first] : [first, { kind: 'unseen-strata', strata: unseen }];
}

function powerReasons({ power }: PlannedRing, ring: number): readonly PlanReason[] {
  return power
    .filter(({ brokenShare }) => brokenShare === toldShare)
    .map((told) => ({ kind: 'ring-power', ring, ...told }));
}

const paces: readonly PresetPace[] = ['24h', '8h', 'all-at-once'];

/** What each pace would cost, and what looking ahead would save. */
function costs({ chosen, alpha, ground, exposurePerHour }: Chosen): readonly PlanReason[] {
  const installHours = ground.timing.installMs / hourMs;
  const model = { ...assumedModel(1), installHours, evidenceNeeded: 1 / alpha };
  const lossOf = (pace: PresetPace) => {
    const { rings } = sizeRings(presets[pace], ground.hosts.length, ground.strata.length);
    return planLoss(pace === chosen.pace ? chosen.rings : rings, model);
  };
  const own = lossOf(chosen.pace);
  const perPace = paces.map((pace): PlanReason => {
    const { exposure: exposedHostHours, breakage } = lossOf(pace);
    const lossRatio =
      exposurePerHour === null
        ? null
        : (exposurePerHour * exposedHostHours + breakage) /
          (exposurePerHour * own.exposure + own.breakage);
    return { kind: 'pace-cost', pace, exposedHostHours, breakage, lossRatio };
  });
  if (exposurePerHour === null || chosen.rings.length === 1) return perPace;
  return [...perPace, lookingAhead(chosen, { ...model, exposurePerHour })];
}

function lookingAhead({ rings, pace }: Candidate, model: LossModel): PlanReason {
  const sizes = rings.map(({ hosts }) => hosts);
  const starts = lookAheadStarts(sizes, model, presets[pace].endHours);
  const lossRatio = planLoss(starts, model).total / planLoss(rings, model).total;
  return { kind: 'look-ahead', lastStartHours: starts.at(-1)?.startHours ?? 0, lossRatio };
}

function aboutTime({ chosen, faster, ground }: Chosen): readonly PlanReason[] {
  const { prediction, outlook, forecast } = chosen;
  const { offlineHosts, slowEndMs } = prediction;
  const reasons: PlanReason[] = [];
  if (offlineHosts > 0) reasons.push({ kind: 'offline', hosts: offlineHosts });
  if (slowEndMs !== null) reasons.push({ kind: 'slow-end', endMs: slowEndMs });
  if (outlook.kind === 'met') {
    reasons.push({ kind: 'meets-deadline', spareMs: outlook.spareMs });
  }
  if (outlook.kind === 'missed' && ground.deadlineMs !== null) {
    const { lateMs, lateHosts } = outlook;
    const helps = whatHelps(forecast, ground.deadlineMs, faster?.forecast ?? null);
    reasons.push({ kind: 'cannot-meet-deadline', lateMs, lateHosts, helps });
  }
  return reasons;
}
