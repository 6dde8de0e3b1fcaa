import type { DefectClass } from './defect.ts';
import { addedDamage, type Cohort, chanceUnseen, type LossModel } from './ring-model.ts';

/** Where a rollout stands that has not been halted. */
export interface RolloutStanding {
  /** All hosts of the rollout. */
  readonly fleet: number;
  /** Hosts that were patched so far, with when. */
  readonly cohorts: readonly Cohort[];
  /** Hosts of the next ring. */
  readonly nextHosts: number;
}

/** What the rule says at an instant. */
export interface LookAhead {
  readonly starts: boolean;
  /** The chance that the patch is bad, given that nothing halted it so far. */
  readonly badChance: number;
  /** The wait that is worth most, or costs least. */
  readonly waitHours: number;
  /** In broken hosts: what that wait is expected to save. */
  readonly saved: number;
  /** In broken hosts: what it costs, with all unpatched hosts exposed for that time. */
  readonly cost: number;
}

/** Waits that are looked at: from a minute to about three days, each a fifth longer than the last. */
const waitsHours: readonly number[] = Array.from({ length: 47 }, (_, at) => 1.2 ** at / 60);

/**
 * Whether to start the next ring now: when waiting costs more than going on,
 *
 *     Σ_j π_j(t) · P_j(halt within w | none until t) · ΔB_j  ≤  ρ · (N − M) · w   for every wait w,
 *
 * with the posterior chance π_j that the patch has defect j, and the damage ΔB_j that the next ring
 * would add. For short waits the chance is h_j(t) · w, with the hazard h_j of a halt, and this is the
 * one-step rule Σ π_j h_j ΔB_j < ρ (N − M). That alone would start each ring at once: until hosts are
 * patched and have had time to fail, there is no hazard, but there soon will be.
 */
export function lookAhead(
  { fleet, cohorts, nextHosts }: RolloutStanding,
  atHours: number,
  model: LossModel,
): LookAhead {
  const patched = cohorts.reduce((sum, { hosts }) => sum + hosts, 0);
  const perHour = model.exposurePerHour * (fleet - patched);
  const beliefs = posterior(fleet, cohorts, atHours, model);
  const threats = beliefs.map(({ defect, chance, unseen }) => {
    return {
      defect,
      unseen,
      atStake: chance * addedDamage(defect, patched, nextHosts, fleet, model),
    };
  });
  let best = { waitHours: 0, saved: 0, cost: 0 };
  for (const waitHours of waitsHours) {
    const saved = threats.reduce((sum, { defect, unseen, atStake }) => {
      if (unseen === 0) return sum;
      const still = chanceUnseen(defect, cohorts, fleet, atHours + waitHours, model);
      return sum + atStake * Math.max(0, 1 - still / unseen);
    }, 0);
    const cost = perHour * waitHours;
    if (saved - cost > best.saved - best.cost) best = { waitHours, saved, cost };
  }
  const badChance = beliefs.reduce((sum, { chance }) => sum + chance, 0);
  return { starts: best.waitHours === 0, badChance, ...best };
}

/** What is believed of a defect. */
export interface Belief {
  readonly defect: DefectClass;
  /** The chance that the patch has it, given that nothing halted it so far. */
  readonly chance: number;
  /** The chance that a patch with it would not have been halted so far. */
  readonly unseen: number;
}

/** What is believed of each defect when there was no halt, by Bayes' rule. */
export function posterior(
  fleet: number,
  cohorts: readonly Cohort[],
  atHours: number,
  model: LossModel,
): readonly Belief[] {
  const joint = model.defects.map((defect) => {
    const unseen = chanceUnseen(defect, cohorts, fleet, atHours, model);
    return { defect, unseen, weight: defect.prior * unseen };
  });
  const good = 1 - model.defects.reduce((sum, { prior }) => sum + prior, 0);
  const whole = joint.reduce((sum, { weight }) => sum + weight, good);
  return joint.map(({ defect, unseen, weight }) => ({ defect, unseen, chance: weight / whole }));
}
