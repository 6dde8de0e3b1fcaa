/** What is known of one input of a policy, on a day, and who says so. */
export interface Reading {
  /**
   * What it is taken for: one value where it is known, all that it may be where it is not. Of
   * several the most urgent answer counts: what is not known is never a "no".
   */
  readonly believed: readonly string[];
  /** What it may be after all: more than is believed where the source is old. */
  readonly possible: readonly string[];
  /** Who says so, or why nobody does; for people. */
  readonly source: string;
  /** ISO date of the source; null for none. */
  readonly asOf: string | null;
  /** Nobody has said so: it is an assumption. */
  readonly assumed: boolean;
  /** For what happens at a time (exploitation, an order): from when, and what held before. */
  readonly event: Event | null;
}

export interface Event {
  /** ISO date or instant. */
  readonly since: string;
  /** What held before: a value, or what was known then, which may have had an event of its own. */
  readonly before: string | Earlier;
}

export type Earlier = Pick<Reading, 'believed' | 'event'>;

/**
 * What is known with one more piece of news: before it holds what is known without it, so that news
 * never gives more time than there was.
 * @param since ISO date or instant of the news; null where nobody tells when: then it held all along
 */
export function news(value: string, said: Said, since: string | null, without: Earlier): Reading {
  if (since === null) return known(value, said);
  const { believed, event } = without;
  return known(value, said, { since, before: { believed, event } });
}

export type Said = Pick<Reading, 'source' | 'asOf'>;

export function known(value: string, said: Said, event: Event | null = null): Reading {
  return { believed: [value], possible: [value], ...said, assumed: false, event };
}

export function unknown(possible: readonly string[], source: string, asOf: string | null = null) {
  return {
    believed: possible,
    possible,
    source,
    asOf,
    assumed: true,
    event: null,
  } satisfies Reading;
}

/** Known once, by a source that has grown old: a worse value may hold by now. */
export function outdated(value: string, possible: readonly string[], said: Said): Reading {
  return { believed: [value], possible, ...said, assumed: false, event: null };
}

/** The same, but it may be one of these after all. */
export function orElse(reading: Reading, values: readonly string[]): Reading {
  return { ...reading, possible: [...new Set([...reading.possible, ...values])] };
}

/** The same, but another source may know more: it says why in its own words. */
export function unlessSaid(reading: Reading, other: Reading, values: readonly string[]): Reading {
  return { ...orElse(reading, values), source: `${reading.source}; ${other.source}` };
}

/** What whoever asks wants taken for true. */
export function assumedToBe(value: string): Reading {
  return { ...known(value, { source: 'assumed by whoever asks', asOf: null }), assumed: true };
}

/** The same word of the same source, as the answer to another question. */
export function answering(reading: Reading, value: string): Reading {
  return { ...reading, believed: [value], possible: [value], event: null };
}

/** Whether it is taken for this value and no other. */
export function isOne({ believed }: Reading, value: string): boolean {
  return believed.length === 1 && believed[0] === value;
}

export function isYes(reading: Reading): boolean {
  return isOne(reading, 'yes');
}
