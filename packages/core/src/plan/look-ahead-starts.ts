import { lookAhead } from './look-ahead.ts';
import type { Cohort, LossModel, TimedRing } from './ring-model.ts';

/** Starts are found to the minute. */
const stepHours = 1 / 60;

/**
 * When the look-ahead rule would start rings of these sizes, if nothing halts the rollout.
 * @param latestHours no start is later than this
 */
export function lookAheadStarts(
  sizes: readonly number[],
  model: LossModel,
  latestHours: number,
): readonly TimedRing[] {
  const fleet = sizes.reduce((sum, hosts) => sum + hosts, 0);
  const cohorts: Cohort[] = [];
  let atHours = 0;
  return sizes.map((hosts, ring) => {
    const standing = { fleet, cohorts, nextHosts: hosts };
    while (ring > 0 && atHours < latestHours && !lookAhead(standing, atHours, model).starts) {
      atHours = Math.min(latestHours, atHours + stepHours);
    }
    cohorts.push({ hosts, patchedHours: atHours + model.installHours });
    return { hosts, startHours: atHours };
  });
}
