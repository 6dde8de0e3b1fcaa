import type { FeedName } from '../bulletin/index.ts';

/** `unknown` is an answer of its own: it is never counted as clean. */
export type Verdict = 'exposed' | 'clean' | 'unknown';

/** Which rule decided: the host's build, an installed update, or a package version. */
export type Rule = 'build' | 'kb' | 'package';

export type ExposureState = 'open' | 'fixed' | 'not affected' | 'unknown';

/** Advisories that the same updates close, in one list that all answers for a product share. */
export interface ClosedAdvisories {
  /** Worst first. */
  readonly closes: readonly string[];
  /** Those of `closes` that the vendor reported as exploited. Who is listed may change any day. */
  readonly vendorExploited: readonly string[];
  /** ISO date from which the first update that closes them on this product was known. */
  readonly published: string;
}

/** An update to install now. */
export interface NeededUpdate {
  /** `KB5094126`. */
  readonly update: string;
  readonly title: string;
  /** ISO date of its release. */
  readonly published: string;
  /** Open advisories that it closes, worst first. */
  readonly closes: readonly string[];
  /** Those of `closes` that the vendor reported as exploited or an authority lists. */
  readonly knownExploited: readonly string[];
  /** Updates that it replaces, as the feeds state. */
  readonly supersedes: readonly string[];
  readonly rule: Rule;
  /** The evidence in words. */
  readonly because: string;
}

export interface AdvisoryState {
  /** `CVE-2006-3439`, or the bulletin's id where it names no CVE. */
  readonly cve: string;
  readonly state: ExposureState;
  /** The vendor's word; empty where it gives none. */
  readonly severity: string;
  /** The update that closes it, or that closed it. */
  readonly update: string;
}

/** An update that is needed only where a part is present that the inventory cannot see. */
export interface ConditionalUpdate {
  readonly update: string;
  readonly component: string;
  readonly closes: readonly string[];
}

/** What one feed contributed, and up to when. */
export interface FeedBasis {
  readonly name: FeedName;
  /** ISO date of its newest knowledge; null when the feed is empty. */
  readonly asOf: string | null;
  /** Its months in words: `2016-04 to 2026-08, 11 partial`. */
  readonly covers: string;
}

/** The answer for one host (or for all hosts that share its posture). */
export interface Assessment {
  readonly host: string;
  /** `Windows Server 2022 (x64)`, `debian:12`; the inventory's own name where no product fits. */
  readonly product: string;
  readonly verdict: Verdict;
  readonly install: readonly NeededUpdate[];
  readonly advisories: readonly AdvisoryState[];
  readonly feeds: readonly FeedBasis[];
  readonly conditional: readonly ConditionalUpdate[];
  readonly warnings: readonly string[];
}

/** What lists and rankings of many hosts ask of an assessment. */
export interface Summary extends Pick<Assessment, 'product' | 'verdict'> {
  /** Worst first by the vendor's word; one list for all hosts in which the same updates are present. */
  readonly install: readonly NeedInShort[];
  /** How many advisories are open. */
  readonly open: number;
  /** By state of advisories, the updates that close them, or that closed them. */
  readonly updates: Readonly<Record<'open' | 'unknown' | 'fixed', readonly string[]>>;
  /** The vendor's word on each advisory of the product; one list for all summaries of it. */
  readonly severities: ReadonlyMap<string, string>;
}

/** An update to install, with what it closes as lists that hosts of a product share. */
export interface NeedInShort extends Omit<NeededUpdate, 'closes' | 'knownExploited'> {
  readonly closes: readonly ClosedAdvisories[];
}
