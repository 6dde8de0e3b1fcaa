import type { Help } from './deadline.ts';
import type { Pace, PresetPace } from './presets.ts';
import type { RingPower, RingPromise } from './promise.ts';
import type { FirstRingBasis, SizeLimit } from './ring-size.ts';

export interface PlannedRing extends RingPromise {
  /** `canary`, `1 %`, `rest`, `held back`. */
  readonly name: string;
  readonly hosts: number;
  /** After the rollout's start. */
  readonly startsAfterMs: number;
  /** From when its hosts are patched until it can pass. */
  readonly observeMs: number;
  /** Whether it is the control group, which comes last. */
  readonly isHeldBack: boolean;
}

export interface RolloutPlan {
  /** The share of harmless patches that gates may halt, above 0 and below 1. */
  readonly alpha: number;
  readonly pace: Pace;
  /** Names of what is looked at on each host. */
  readonly probes: readonly string[];
  /** In the order of their starts. */
  readonly rings: readonly PlannedRing[];
  readonly maxUnavailablePerDependencyGroup: number;
  readonly leaseMs: number;
  /** UTC ms since 1970. */
  readonly deadlineMs: number | null;
  /** When the last host is patched, UTC ms since 1970; null where no known window has room. */
  readonly predictedEndMs: number | null;
  /** Whether a person must agree by name, since no ring proves the patch before the many get it. */
  readonly needsSignOff: boolean;
  readonly reasons: readonly PlanReason[];
}

/** What a pace would cost in this fleet, by the model and its assumptions. */
export interface PaceCost {
  readonly pace: PresetPace;
  /** Hours without the patch, summed over all hosts. */
  readonly exposedHostHours: number;
  /** Expected, in broken hosts. */
  readonly breakage: number;
  /** The whole loss in relation to the proposed pace's; null where the exposure is not known. */
  readonly lossRatio: number | null;
}

/** Why a pace was proposed: what is known of exposure, or that nothing is; or the deadline. */
export type PaceReason =
  | {
      readonly kind: 'pace-by-exposure';
      readonly pace: PresetPace;
      readonly exposurePerHour: number;
    }
  | { readonly kind: 'pace-without-exposure'; readonly pace: PresetPace }
  /** The longer plan would have ended so late; null where it would not have ended. */
  | {
      readonly kind: 'pace-by-deadline';
      readonly pace: PresetPace;
      readonly lateMs: number | null;
    };

/** One reason for something in a plan, as data. Rings are named by their position. */
export type PlanReason =
  | PaceReason
  | { readonly kind: 'needs-sign-off'; readonly exposurePerHour: number }
  | {
      readonly kind: 'alpha';
      readonly alpha: number;
      readonly isUrgent: boolean;
      readonly tier: string | null;
    }
  | {
      readonly kind: 'first-ring';
      readonly hosts: number;
      /** How many it was to have: fewer were online and no peers of others. */
      readonly wantedHosts: number;
      readonly strata: number;
      readonly by: FirstRingBasis;
    }
  | ({ readonly kind: 'ring-power'; readonly ring: number } & RingPower)
  | ({ readonly kind: 'pace-cost' } & PaceCost)
  /** What the look-ahead rule would make of it, if nothing halts: shorter waits at the same sizes. */
  | { readonly kind: 'look-ahead'; readonly lastStartHours: number; readonly lossRatio: number }
  | ({ readonly kind: 'limited-by-fleet' } & SizeLimit)
  /** Strata of which no host is in the first ring, by name. */
  | { readonly kind: 'unseen-strata'; readonly strata: readonly string[] }
  /** All hosts are offline: nothing can come first. */
  | { readonly kind: 'no-canaries' }
  /** Hosts of which it is not known when they will be back; the predicted end is without that. */
  | { readonly kind: 'offline'; readonly hosts: number }
  /** The end where in each ring one host lets its lease run out. */
  | { readonly kind: 'slow-end'; readonly endMs: number }
  | { readonly kind: 'meets-deadline'; readonly spareMs: number }
  | {
      readonly kind: 'cannot-meet-deadline';
      readonly lateMs: number | null;
      readonly lateHosts: number;
      readonly helps: readonly Help[];
    };
