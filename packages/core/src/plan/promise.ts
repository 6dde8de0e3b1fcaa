import { type PowerOf, powerOf, type RingView } from './ring-power.ts';

/** The chance that a ring's gate halts if the patch breaks that share of hosts. */
export interface RingPower {
  readonly brokenShare: number;
  readonly chance: number;
}

/** What a plan says that a ring will see. */
export interface RingPromise {
  readonly power: readonly RingPower[];
  /** Patched and observed hosts of the ring without which its power is not what was promised. */
  readonly observedNeeded: number;
}

/** The shares of hosts for which a plan tells the power of each ring. */
const toldShares: readonly number[] = [0.01, 0.05, 0.2, 0.5, 1];

/** A chance may be less by so much, or by a tenth of itself where that is more. */
const slack = 0.05;

/** The share of a ring that must be observed where it can see nothing anyway. */
const blindShare = 0.9;

/**
 * What a ring can see with all its hosts, and how many of them must be observed so that no chance is
 * less by more than 0.05 or a tenth of itself. A chance of 0.05 or less is no promise; where a ring
 * has no other, nine tenths of it must be observed.
 */
export function promiseOf(view: RingView): RingPromise {
  const planned = powerOf(view);
  const power = toldShares.map((brokenShare) => ({ brokenShare, chance: planned(brokenShare) }));
  if (power.every(({ chance }) => chance <= slack)) {
    return { power, observedNeeded: Math.ceil(blindShare * view.patched) };
  }
  let tooFew = 0;
  let enough = view.patched;
  while (enough - tooFew > 1) {
    const patched = (enough + tooFew) >> 1;
    if (isKept(power, powerOf({ ...view, patched }))) enough = patched;
    else tooFew = patched;
  }
  return { power, observedNeeded: enough };
}

/** Whether what is left is near enough to what was promised. */
function isKept(promised: readonly RingPower[], left: PowerOf): boolean {
  return promised.every(
    ({ brokenShare, chance }) => left(brokenShare) >= chance - Math.max(slack, chance / 10),
  );
}
