import type { Interval } from './calendar.ts';
import { type Candidate, candidateOf, hourMs, type PlanGround } from './candidate.ts';
import type { PlanHost } from './host.ts';
import type { PaceReason, PlannedRing, RolloutPlan } from './plan.ts';
import type { RolloutTiming } from './predict.ts';
import { type PresetPace, paceFor } from './presets.ts';
import { promiseOf } from './promise.ts';
import { reasonsFor } from './reasons.ts';
import type { RingDraw } from './ring-draw.ts';
import { type HashText, saltedStrata } from './salted-strata.ts';

/** What a plan is made from. */
export interface PlanRequest {
  readonly hosts: readonly PlanHost[];
  /** By position, when hosts may be patched; an empty one is always open. */
  readonly calendars: readonly (readonly Interval[])[];
  /** When nothing may be done anywhere. */
  readonly freezes: readonly Interval[];
  readonly timing: RolloutTiming;
  readonly deadlineMs: number | null;
  /** How soon in a policy's words, and within how many hours; null hours until the next upgrade. */
  readonly tier: { readonly name: string; readonly hours: number | null } | null;
  /** ρ, in broken hosts per unpatched host and hour; null where nobody can tell. */
  readonly exposurePerHour: number | null;
  readonly probes: readonly string[];
  /** The chance that a host fails while it is observed for any reason but the patch, 0 to 1. */
  readonly usualShare: number;
  readonly maxUnavailablePerDependencyGroup: number;
  /** New for each rollout. */
  readonly salt: string;
  readonly hash: HashText;
}

export interface ProposedPlan {
  readonly plan: RolloutPlan;
  readonly draw: RingDraw;
}

/** α where halting a harmless patch costs exposure that hurts, and where it does not. */
const alphas = { urgent: 0.01, routine: 0.05 };

/** A tier within so many hours is urgent. */
const urgentHours = 24;

/**
 * Proposes a rollout: its pace by exposure, or the longer one where that is not known; the shorter
 * one where the longer cannot meet the deadline. A deadline alone never makes a rollout skip its
 * rings: where the shorter one cannot meet it either, the plan says by how much and what would help.
 * @throws {RangeError} where there are no hosts, two with one id, or one names no calendar
 */
export function proposePlan(request: PlanRequest): ProposedPlan {
  const { hosts, salt, hash, exposurePerHour } = request;
  if (hosts.length === 0) throw new RangeError('there are no hosts to plan for');
  const ground: PlanGround = { ...request, strata: saltedStrata(hosts, salt, hash) };
  const { chosen, faster, paceReasons } = choose(exposurePerHour, ground);
  const isUrgent = isUrgentFor(request, chosen.pace);
  const alpha = isUrgent ? alphas.urgent : alphas.routine;
  const rings = plannedRings(chosen, hosts.length, request.usualShare, alpha);
  const plan: RolloutPlan = {
    alpha,
    pace: chosen.pace,
    probes: request.probes,
    rings,
    maxUnavailablePerDependencyGroup: request.maxUnavailablePerDependencyGroup,
    leaseMs: request.timing.leaseMs,
    deadlineMs: request.deadlineMs,
    predictedEndMs: chosen.prediction.endMs,
    needsSignOff: rings.length === 1,
    reasons: [
      ...paceReasons,
      { kind: 'alpha', alpha, isUrgent, tier: request.tier?.name ?? null },
      ...reasonsFor({ chosen, faster, rings, alpha, ground, exposurePerHour }),
    ],
  };
  return { plan, draw: chosen.draw };
}

function isUrgentFor({ tier }: PlanRequest, pace: PresetPace): boolean {
  const hours = tier?.hours ?? Number.POSITIVE_INFINITY;
  return pace !== '24h' || hours <= urgentHours;
}

interface Choice {
  readonly chosen: Candidate;
  /** The shorter plan, where the longer was chosen and cannot meet the deadline. */
  readonly faster: Candidate | null;
  readonly paceReasons: readonly PaceReason[];
}

function choose(exposurePerHour: number | null, ground: PlanGround): Choice {
  const pace = exposurePerHour === null ? '24h' : paceFor(exposurePerHour);
  const wanted = candidateOf(pace, ground);
  const byExposure: PaceReason =
    exposurePerHour === null
      ? { kind: 'pace-without-exposure', pace }
      : { kind: 'pace-by-exposure', pace, exposurePerHour };
  if (pace !== '24h' || wanted.outlook.kind !== 'missed') {
    return { chosen: wanted, faster: null, paceReasons: [byExposure] };
  }
  const faster = candidateOf('8h', ground);
  if (!endsSooner(faster, wanted)) return { chosen: wanted, faster, paceReasons: [byExposure] };
  const byDeadline: PaceReason = {
    kind: 'pace-by-deadline',
    pace: '8h',
    lateMs: wanted.outlook.lateMs,
  };
  return { chosen: faster, faster: null, paceReasons: [byExposure, byDeadline] };
}

function endsSooner({ prediction: a }: Candidate, { prediction: b }: Candidate): boolean {
  return a.endMs !== null && (b.endMs === null || a.endMs < b.endMs);
}

function plannedRings(
  { rings, observeMs }: Candidate,
  fleet: number,
  usualShare: number,
  alpha: number,
): readonly PlannedRing[] {
  let done = 0;
  return rings.map(({ name, hosts, startHours, isHeldBack }, at): PlannedRing => {
    done += hosts;
    const promise = promiseOf({ patched: hosts, unpatched: fleet - done, usualShare, alpha });
    const startsAfterMs = startHours * hourMs;
    return { name, hosts, startsAfterMs, observeMs: observeMs[at] ?? 0, ...promise, isHeldBack };
  });
}
