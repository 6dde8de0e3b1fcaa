import { atLeast } from './binomial.ts';

/** From one share to another, both 0 to 1. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** Steps of halving; more change no digit. */
const halvings = 100;

/**
 * The shares that a count of successes is compatible with: those under which neither so many nor so
 * few have a chance of less than half of 1 − confidence (Clopper and Pearson 1934).
 * @param count of `of` that succeeded
 * @param confidence above 0 and below 1
 * @throws {RangeError} where these are no such counts
 */
export function clopperPearson(count: number, of: number, confidence: number): Interval {
  const areCounts = [count, of].every((one) => Number.isSafeInteger(one) && one >= 0);
  if (!areCounts || count > of) throw new RangeError(`${count} of ${of} are no counts`);
  if (!(confidence > 0 && confidence < 1)) {
    throw new RangeError(`a confidence is between 0 and 1, not ${confidence}`);
  }
  const tail = (1 - confidence) / 2;
  return { low: leastShare(count, of, tail), high: 1 - leastShare(of - count, of, tail) };
}

/** The share under which at least so many have the chance `tail`; 0 for none. */
function leastShare(count: number, of: number, tail: number): number {
  if (count === 0) return 0;
  let low = 0;
  let high = 1;
  for (let step = 0; step < halvings; step += 1) {
    const middle = (low + high) / 2;
    if (atLeast(count, of, middle) < tail) low = middle;
    else high = middle;
  }
  return low;
}
