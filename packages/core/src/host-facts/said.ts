import { utcDay } from '../time/index.ts';
import type { FactSource, HostFactName } from '../urgency/index.ts';

/** Who decides a fact: a person for this very host, a rule for many, or the host's own inventory. */
export type FactOrigin = 'person' | 'rule' | 'inventory';

/** A fact's value with who said it. */
export interface SaidFact {
  readonly value: string;
  readonly origin: FactOrigin;
  /** In words, for people: `hosts.csv, line 3`, `rule "Web servers"`, `its inventory`. */
  readonly source: string;
  /** Who set it; null for what an inventory says. */
  readonly by: string | null;
  /** Since when, in milliseconds since 1970; null for what an inventory says. */
  readonly atMs: number | null;
}

export type SaidFacts = Readonly<Record<HostFactName, SaidFact | null>>;

/** What urgency asks of a host's facts: who said each of them, and on which day. */
export function factSourceOf(said: SaidFacts): FactSource {
  return (fact) => {
    const one = said[fact];
    if (one === null) return { source: 'nobody', asOf: null };
    const asOf = one.atMs === null ? null : utcDay(one.atMs);
    return { source: one.source, asOf };
  };
}

/**
 * The same for all hosts of a facts class at once, of which each may have its facts from somebody
 * else: who it was stands with the host.
 */
export const factSourceOfClass: FactSource = () => ({ source: "the hosts' facts", asOf: null });
