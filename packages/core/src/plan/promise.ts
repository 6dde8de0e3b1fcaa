import type { RingView } from './ring-power.ts';
import { powerOf } from './ring-power.ts';

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

/** So much of each chance must be left with the hosts that are needed. */
const keptShare = 0.9;

/**
 * What a ring can see with all its hosts, and how many of them must be observed, so that of each
 * chance nine tenths are left. All hosts but a tenth where it can see nothing: then at least most
 * have to be well.
 */
export function promiseOf(view: RingView): RingPromise {
  const planned = powerOf(view);
  const power = toldShares.map((brokenShare) => ({ brokenShare, chance: planned(brokenShare) }));
  if (power.every(({ chance }) => chance === 0)) {
    return { power, observedNeeded: Math.ceil(keptShare * view.patched) };
  }
  let tooFew = 0;
  let enough = view.patched;
  while (enough - tooFew > 1) {
    const patched = (enough + tooFew) >> 1;
    const left = powerOf({ ...view, patched });
    const isKept = power.every((one) => left(one.brokenShare) >= keptShare * one.chance);
    if (isKept) enough = patched;
    else tooFew = patched;
  }
  return { power, observedNeeded: enough };
}
