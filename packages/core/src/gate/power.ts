import { atLeast, binomial } from './binomial.ts';
import { afterRound, logEvidence, startEProcess } from './e-process.ts';

/** What a ring would look at. */
export interface RingLook {
  readonly patched: number;
  readonly unpatched: number;
  /** The chance that a host fails in this time for any other reason, 0 to 1. */
  readonly usualShare: number;
}

/** Chances smaller than this add nothing that one could read. */
const negligible = 1e-12;

/**
 * The chance that a gate halts in a ring when the patch breaks a share of the hosts: one look after
 * which all failures stand in one cell, so that looking more often sees at least as much.
 * @param brokenShare of the patched hosts that would not have failed, 0 to 1
 */
export function detectionPower(look: RingLook, brokenShare: number, alpha: number): number {
  const { patched, unpatched, usualShare } = look;
  const share = usualShare + brokenShare * (1 - usualShare);
  let power = 0;
  for (let others = 0; others <= unpatched; others += 1) {
    const chance = binomial(others, unpatched, usualShare);
    if (chance < negligible) {
      if (others > unpatched * usualShare) break;
      continue;
    }
    const needed = failuresToHalt(patched, unpatched, others, alpha);
    if (needed !== null) power += chance * atLeast(needed, patched, share);
  }
  return Math.min(1, power);
}

/**
 * The fewest patched hosts whose failing in one round halts a rollout in which so many unpatched
 * ones fail beside them; null where even all of them would not.
 */
export function failuresToHalt(
  patched: number,
  unpatched: number,
  failedUnpatched: number,
  alpha: number,
): number | null {
  const halts = (failedPatched: number) => {
    const failed = failedPatched + failedUnpatched;
    const cell = { patched, unpatched, failed, failedPatched };
    return logEvidence(afterRound(startEProcess(), [cell])) >= -Math.log(alpha);
  };
  if (!halts(patched)) return null;
  let enough = patched;
  let tooFew = 0;
  while (enough - tooFew > 1) {
    const middle = (enough + tooFew) >> 1;
    if (halts(middle)) enough = middle;
    else tooFew = middle;
  }
  return enough;
}

/**
 * The smallest ring in which at least so many hosts are broken with the given chance, when the patch
 * breaks an unknown share of all.
 * @param brokenShare greater than 0, at most 1
 * @param chance from 0 to below 1
 */
export function ringToSee(brokenShare: number, broken: number, chance: number): number {
  let ring = broken;
  let step = 1;
  while (atLeast(broken, ring + step, brokenShare) < chance) step *= 2;
  for (; step >= 1; step /= 2) {
    if (atLeast(broken, ring + step, brokenShare) < chance) ring += step;
  }
  return atLeast(broken, ring, brokenShare) < chance ? ring + 1 : ring;
}
