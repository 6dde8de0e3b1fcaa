/** What becomes of a delivery that failed. */
export type NextAttempt =
  | { readonly state: 'failed'; readonly nextMs: number }
  | { readonly state: 'given-up' };

export interface FailedDelivery {
  /** How often it was tried, 1 or more. */
  readonly attempts: number;
  /** From when on it is not tried again, in milliseconds since 1970. */
  readonly giveUpMs: number;
  readonly nowMs: number;
  /** 0 or more, less than 1. */
  readonly random: number;
}

const firstWaitMs = 60_000;
/** The longest pause between two attempts: six hours. */
export const longestWaitMs = 6 * 3_600_000;
/** For how long a delivery is tried: whoever is away for a weekend still gets it. */
export const triedForMs = 3 * 86_400_000;
/** A clock that jumps ahead must not end what was hardly tried. */
const attemptsMin = 8;

/**
 * One minute after the first failure, twice as long after each further one, six hours at most; of
 * that time half is left to chance, so that many deliveries do not come back all at once.
 */
export function afterFailure({ attempts, giveUpMs, nowMs, random }: FailedDelivery): NextAttempt {
  if (nowMs >= giveUpMs && attempts >= attemptsMin) return { state: 'given-up' };
  const waitMs = Math.min(longestWaitMs, firstWaitMs * 2 ** (attempts - 1));
  return { state: 'failed', nextMs: nowMs + Math.round(waitMs * (1 - random / 2)) };
}
