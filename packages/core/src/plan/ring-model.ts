import { assumedDefects, type DefectClass } from './defect.ts';
import { chanceOfFewer } from './poisson.ts';

/** A ring as the model sees it. */
export interface TimedRing {
  readonly hosts: number;
  /** After the rollout's start. */
  readonly startHours: number;
}

/** Hosts that were patched at one time. */
export interface Cohort {
  readonly hosts: number;
  /** After the rollout's start. */
  readonly patchedHours: number;
}

/** What the model is told. */
export interface LossModel {
  /**
   * ρ: what an hour without the patch costs on one host, in broken hosts. The chance per hour that it
   * is compromised, times how much worse that is than a host that the patch broke.
   */
  readonly exposurePerHour: number;
  readonly defects: readonly DefectClass[];
  /** How many times more than a single host each costs when all break at once, less one. */
  readonly outageFactor: number;
  /** From a ring's start until its hosts are patched. */
  readonly installHours: number;
  /** From a failure that halts until no host begins any more. */
  readonly haltLatencyHours: number;
  /** E at which the gate halts: 1/α. */
  readonly evidenceNeeded: number;
}

/** In broken hosts. */
export interface PlanLoss {
  readonly exposure: number;
  readonly breakage: number;
  readonly total: number;
}

/** The model with assumed defects, an install of half an hour, and α = 0.01. */
export function assumedModel(exposurePerHour: number): LossModel {
  return {
    exposurePerHour,
    defects: assumedDefects,
    outageFactor: 50,
    installHours: 0.5,
    haltLatencyHours: 0.25,
    evidenceNeeded: 100,
  };
}

/**
 * What a plan is expected to cost:
 *
 *     L = ρ Σ m_i(s_i+d) + Σ_j π_j Σ_i P(not halted before s_i) · [B(φ_j M_i) − B(φ_j M_{i−1})]
 *
 * with m_i hosts in ring i, M_i in all rings up to it, starts s_i, install time d.
 * @param rings in the order of their starts
 */
export function planLoss(rings: readonly TimedRing[], model: LossModel): PlanLoss {
  const fleet = rings.reduce((sum, { hosts }) => sum + hosts, 0);
  const { exposurePerHour: perHour, installHours } = model;
  const hostHours = rings.reduce(
    (sum, { hosts, startHours }) => sum + hosts * (startHours + installHours),
    0,
  );
  const breakages = model.defects.map((defect) => breakageOf(defect, rings, fleet, model));
  const exposure = perHour * hostHours;
  const breakage = breakages.reduce((sum, one) => sum + one, 0);
  return { exposure, breakage, total: exposure + breakage };
}

function breakageOf(
  defect: DefectClass,
  rings: readonly TimedRing[],
  fleet: number,
  model: LossModel,
): number {
  const cohorts: Cohort[] = [];
  let before = 0;
  let loss = 0;
  for (const { hosts, startHours } of rings) {
    const unseen = chanceUnseen(defect, cohorts, fleet, startHours, model);
    loss += unseen * addedDamage(defect, before, hosts, fleet, model);
    cohorts.push({ hosts, patchedHours: startHours + model.installHours });
    before += hosts;
  }
  return defect.prior * loss;
}

/** The chance that a patch with this defect has not been halted by now. */
export function chanceUnseen(
  defect: DefectClass,
  cohorts: readonly Cohort[],
  fleet: number,
  atHours: number,
  model: LossModel,
): number {
  const patched = cohorts.reduce((sum, { hosts }) => sum + hosts, 0);
  if (patched === 0) return 1;
  const lookedHours = atHours - model.haltLatencyHours;
  const mean = cohorts.reduce((sum, { hosts, patchedHours }) => {
    const sinceHours = Math.max(0, lookedHours - patchedHours);
    return sum + hosts * -Math.expm1(-sinceHours / defect.onsetHours);
  }, 0);
  const least = failuresNeeded(patched / fleet, model.evidenceNeeded);
  return chanceOfFewer(least, defect.seenShare * defect.brokenShare * mean);
}

/** Takes away what rounding adds to a quotient that is a whole number. */
const rounding = 1e-12;

/**
 * How many failures on the patched side alone halt. With a share f of the fleet patched, each adds at
 * most ln(1/f) to the evidence, and a single one never halts.
 * @returns infinity where all are patched: there is nothing to compare with
 */
function failuresNeeded(patchedShare: number, evidenceNeeded: number): number {
  if (patchedShare >= 1) return Number.POSITIVE_INFINITY;
  const count = Math.log(evidenceNeeded) / -Math.log(patchedShare);
  return Math.max(2, Math.ceil(count - rounding));
}

/** By how much the damage B grows when so many more hosts are patched. */
export function addedDamage(
  { brokenShare }: DefectClass,
  patched: number,
  more: number,
  fleet: number,
  { outageFactor }: LossModel,
): number {
  const upTo = (hosts: number) => damage(brokenShare * hosts, fleet, outageFactor);
  return upTo(patched + more) - upTo(patched);
}

/** B(x) = x · (1 + c · (x/N)²): the whole fleet at once costs far more than its hosts one by one. */
export function damage(broken: number, fleet: number, outageFactor: number): number {
  return broken * (1 + outageFactor * (broken / fleet) ** 2);
}
