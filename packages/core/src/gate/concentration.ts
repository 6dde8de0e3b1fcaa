import { afterRound, bets, logEvidence, startEProcess } from './e-process.ts';
import { oddsRatioBound } from './odds-ratio-bound.ts';
import type { PlacedHost } from './risk-sets.ts';

/** Hosts of both arms, and how many of each failed. */
export interface Arms {
  readonly patched: number;
  readonly failedPatched: number;
  readonly unpatched: number;
  readonly failedUnpatched: number;
}

export function armsOf(hosts: Iterable<PlacedHost>): Arms {
  const arms = { patched: 0, failedPatched: 0, unpatched: 0, failedUnpatched: 0 };
  for (const { isPatched, hasFailed } of hosts) {
    if (isPatched) arms.patched += 1;
    else arms.unpatched += 1;
    if (isPatched && hasFailed) arms.failedPatched += 1;
    if (!isPatched && hasFailed) arms.failedUnpatched += 1;
  }
  return arms;
}

/** The level at which unpatched hosts are said to fail more in the subset anyway. */
const anywayAlpha = 0.1;

/**
 * Evidence that failures of patched hosts are concentrated in a subset: one cell, the subset against
 * the rest of the patched hosts, where failures that fall anywhere have the mean 1. A subset that
 * fails more often without the patch too must be concentrated beyond that: the allowed odds ratio is
 * what the unpatched hosts show at least.
 * @param inside the subset
 * @param all hosts that it is a part of
 * @returns ln E
 */
export function logConcentration(inside: Arms, all: Arms): number {
  const nullOdds = oddsAnyway(inside, all);
  if (nullOdds >= Math.max(...bets)) return 0;
  const cell = {
    patched: inside.patched,
    unpatched: all.patched - inside.patched,
    failed: all.failedPatched,
    failedPatched: inside.failedPatched,
  };
  return logEvidence(afterRound(startEProcess(bets, nullOdds), [cell]));
}

/** How much more often the subset fails without the patch, at least; 1 where that is not shown. */
function oddsAnyway(inside: Arms, all: Arms): number {
  const cell = {
    patched: inside.unpatched,
    unpatched: all.unpatched - inside.unpatched,
    failed: all.failedUnpatched,
    failedPatched: inside.failedUnpatched,
  };
  const isShown = logEvidence(afterRound(startEProcess(), [cell])) >= -Math.log(anywayAlpha);
  return isShown ? Math.max(1, oddsRatioBound([[cell]], anywayAlpha)) : 1;
}
