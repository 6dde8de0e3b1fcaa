import { mostUrgentTier } from './decide.ts';
import { believedAt, instantsOf } from './event.ts';
import type { Policy } from './policy.ts';
import type { Reading } from './reading.ts';

export interface Deadline {
  /** Milliseconds since 1970; null where the policy lets one wait for the next upgrade. */
  readonly dueMs: number | null;
  /** When the clock began that ends there. */
  readonly fromMs: number;
}

/**
 * When the time is up. The clock of a tier begins when the update can be installed, or later, with
 * the event that put the advisory into the tier: exploitation, an order. Of all clocks that began,
 * the one that ends first counts, so that news never gives more time than there was. What no longer
 * holds (an entry that was withdrawn) has no clock.
 *
 * @param readings as of now, one for each input of the policy
 * @param availableMs when an update was first there, in milliseconds since 1970
 */
export function deadlineOf(
  policy: Policy,
  readings: readonly Reading[],
  availableMs: number,
): Deadline {
  let first: Deadline = { dueMs: null, fromMs: availableMs };
  for (const fromMs of moments(readings, availableMs)) {
    const hours = hoursAt(policy, readings, fromMs);
    if (hours === null) continue;
    const dueMs = fromMs + hours * 3_600_000;
    if (first.dueMs === null || dueMs < first.dueMs) first = { dueMs, fromMs };
  }
  return first;
}

/** When the update came, and each event after it. */
function moments(readings: readonly Reading[], availableMs: number): readonly number[] {
  const events = readings.flatMap(({ event }) => instantsOf(event));
  return [...new Set([availableMs, ...events.filter((event) => event > availableMs)])];
}

/** How long the policy gives by what had happened by then. */
function hoursAt(policy: Policy, readings: readonly Reading[], atMs: number): number | null {
  const then = readings.map((reading) => ({ believed: believedAt(reading, atMs) }));
  return policy.tiers[mostUrgentTier(policy, then)]?.hours ?? null;
}
