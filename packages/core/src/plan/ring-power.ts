import { atLeast, binomial } from '../gate/binomial.ts';
import {
  afterHosts,
  afterRound,
  logAbsoluteEvidence,
  logEvidence,
  startAbsoluteTest,
  startEProcess,
} from '../gate/index.ts';

/** What a ring's gate will look at, when its hosts have been observed. */
export interface RingView {
  /** The ring's own hosts, patched and observed. */
  readonly patched: number;
  /** Hosts of later rings. */
  readonly unpatched: number;
  /** The chance that a host fails in this time for any other reason, 0 to 1. */
  readonly usualShare: number;
  /** α of the whole gate. */
  readonly alpha: number;
}

/** How the gate shares α out to the tests counted here; probes have the rest. */
const alphaShares = { comparison: 1 / 2, absolute: 1 / 4 };

/** Fewer failing hosts never halt. */
const failedToHalt = 2;

/** Chances smaller than this add nothing that one could read. */
const negligible = 1e-12;

/** For so many unpatched hosts that fail, the chance of that, and how many patched ones then halt. */
interface Case {
  readonly chance: number;
  readonly needed: number;
}

/** Tells the chance that a ring's gate halts a patch that breaks a share of all hosts, 0 to 1. */
export type PowerOf = (brokenShare: number) => number;

/**
 * The chance that a gate halts on what this ring shows, by the comparison with unpatched hosts or by
 * the absolute test, whichever is more likely to. That is cautious in that both may, that earlier rings
 * show something too, and that one look is counted where there are many; but all strata are counted
 * as one, and small strata show less.
 */
export function powerOf(view: RingView): PowerOf {
  const cases = comparisonCases(view);
  const alone = neededAlone(view);
  return (brokenShare) => {
    const share = view.usualShare + brokenShare * (1 - view.usualShare);
    const compared = cases.reduce(
      (sum, { chance, needed }) => sum + chance * atLeast(needed, view.patched, share),
      0,
    );
    return Math.min(1, Math.max(compared, atLeast(alone, view.patched, share)));
  };
}

/** Cases in which no number of failing hosts halts are left out. */
function comparisonCases({ patched, unpatched, usualShare, alpha }: RingView): readonly Case[] {
  const cases: Case[] = [];
  const enough = -Math.log(alpha * alphaShares.comparison);
  let needed = failedToHalt;
  for (let others = 0; others <= unpatched; others += 1) {
    const chance = binomial(others, unpatched, usualShare);
    if (chance < negligible && others > unpatched * usualShare) break;
    if (chance < negligible) continue;
    // More failures elsewhere never make fewer enough: the search goes on from where it was.
    needed = leastFrom(needed, patched, (failedPatched) => {
      const cell = { patched, unpatched, failed: failedPatched + others, failedPatched };
      return logEvidence(afterRound(startEProcess(), [cell])) >= enough;
    });
    if (needed > patched) break;
    cases.push({ chance, needed });
  }
  return cases;
}

function neededAlone({ patched, alpha }: RingView): number {
  const enough = -Math.log(alpha * alphaShares.absolute);
  const test = startAbsoluteTest();
  return leastFrom(failedToHalt, patched, (failed) => {
    return logAbsoluteEvidence(afterHosts(test, failed, patched - failed)) >= enough;
  });
}

/** The least count from `from` to `most` for which something holds that then holds for all above. */
function leastFrom(from: number, most: number, holds: (count: number) => boolean): number {
  if (from > most || holds(from)) return from;
  let tooFew = from;
  let step = 1;
  while (tooFew + step < most && !holds(tooFew + step)) {
    tooFew += step;
    step *= 2;
  }
  let enough = Math.min(tooFew + step, most);
  if (enough === most && !holds(most)) return most + 1;
  while (enough - tooFew > 1) {
    const middle = (enough + tooFew) >> 1;
    if (holds(middle)) enough = middle;
    else tooFew = middle;
  }
  return enough;
}
