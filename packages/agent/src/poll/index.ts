/** When to ask the server again, so that a fleet never asks all at once. */

/** What the last attempt came to. */
export type LastPoll =
  | { readonly kind: 'started' }
  | { readonly kind: 'answered'; readonly isBusy: boolean }
  /** How many attempts in a row have failed, this one included. */
  | { readonly kind: 'failed'; readonly count: number };

const second = 1000;
const limits = {
  /** After a start, and while an order is carried out, whose progress people watch. */
  soon: { started: 60 * second, busy: 10 * second },
  /** Between attempts where the server does not answer. */
  outage: 900 * second,
  least: second,
} as const;
/** Of a regular interval, to both sides. */
const jitter = 0.15;

/**
 * @param pollSeconds between two check-ins, as the server asked
 * @param random in [0, 1)
 * @returns milliseconds until the next attempt
 */
export function nextPollMs(last: LastPoll, pollSeconds: number, random: number): number {
  const pollMs = pollSeconds * second;
  return Math.round(Math.max(limits.least, wait(last, pollMs, random)));
}

function wait(last: LastPoll, pollMs: number, random: number): number {
  switch (last.kind) {
    case 'started':
      return random * Math.min(pollMs, limits.soon.started);
    case 'answered': {
      const regular = last.isBusy ? Math.min(pollMs, limits.soon.busy) : pollMs;
      return regular * (1 - jitter + 2 * jitter * random);
    }
    case 'failed':
      return random * outageWindowMs(last.count, pollMs);
    default:
      return last satisfies never;
  }
}

/**
 * Exponential backoff with full jitter. It begins with the regular interval, over which hosts were
 * spread before: hosts that find the server away ask it no oftener than they did, and come back
 * spread over the whole window, be it after a week.
 */
function outageWindowMs(count: number, pollMs: number): number {
  const longest = Math.max(limits.outage, pollMs);
  return Math.min(longest, pollMs * 2 ** Math.min(count - 1, 20));
}
