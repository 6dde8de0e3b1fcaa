/**
 * The number of a request: `start × 2^40 + count`. It grows with every request of a host, though
 * nothing is written to disk for one.
 */
export interface SerialParts {
  /** How many times the agent has started; kept on the host's disk. At least 1, below 2^40. */
  readonly start: number;
  /** Of its requests since then, counted in memory. At least 1, below 2^40. */
  readonly count: number;
}

const countBits = 40n;
const partsEnd = 2 ** 40;

/** @throws RangeError for parts that no agent has */
export function composeSerial({ start, count }: SerialParts): bigint {
  if (!isPart(start) || !isPart(count)) throw new RangeError(`no serial has ${start} and ${count}`);
  return (BigInt(start) << countBits) + BigInt(count);
}

/** Null for a number that no agent makes. */
export function splitSerial(serial: bigint): SerialParts | null {
  const start = Number(serial >> countBits);
  const count = Number(BigInt.asUintN(Number(countBits), serial));
  return isPart(start) && isPart(count) ? { start, count } : null;
}

function isPart(part: number): boolean {
  return Number.isInteger(part) && part >= 1 && part < partsEnd;
}
