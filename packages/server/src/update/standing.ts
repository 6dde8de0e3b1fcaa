/**
 * What one posture means, as lists and rankings ask: a fleet has thousands of postures, of which
 * most are told the same of the same updates.
 */

import { worseSeverity } from '@daybreak/core/bulletin';
import type { ClosedAdvisories, Summary, Verdict } from '@daybreak/core/exposure';
import { KnownExploited } from './known-exploited.ts';

export interface Standing {
  readonly product: string;
  readonly verdict: Verdict;
  /** Greater is worse; orders hosts in a list. */
  readonly rank: number;
  readonly install: Summary['install'];
  /** How many advisories are open, and how many of those are known to be exploited. */
  readonly open: number;
  readonly knownExploited: number;
  /** Updates that this posture has, or does without. */
  readonly fixed: readonly string[];
  /** Updates of which it is not known whether it has them. */
  readonly unknown: readonly string[];
}

/** What follows from an assessment's findings, which postures with the same updates share. */
type Findings = Pick<Standing, 'install' | 'open' | 'fixed' | 'unknown'>;

/** Shares what is the same between postures: work and memory follow what is known, not the fleet. */
export class StandingMaker {
  /** By the list of updates to install, which postures with the same updates share. */
  readonly #findings = new WeakMap<Summary['install'], Findings>();
  readonly #severities = new Map<string, string>();
  readonly #learned = new WeakSet<Summary['severities']>();
  #exploited: KnownExploited;
  /** By the list of updates to install; of what is listed now. */
  #exploitedCounts = new WeakMap<Summary['install'], number>();

  /** @param listed advisories that an authority lists as exploited */
  constructor(listed: ReadonlySet<string>) {
    this.#exploited = new KnownExploited(listed);
  }

  /**
   * From now on these are listed as exploited.
   * @returns whether that is news: standings that were made before are to be ranked again then
   */
  list(listed: ReadonlySet<string>): boolean {
    if (this.#exploited.isOf(listed)) return false;
    this.#exploited = new KnownExploited(listed);
    this.#exploitedCounts = new WeakMap();
    return true;
  }

  make(summary: Summary): Standing {
    const { product, verdict, install } = summary;
    let findings = this.#findings.get(install);
    if (findings === undefined) {
      findings = this.#find(summary);
      this.#findings.set(install, findings);
    }
    return this.ranked({ product, verdict, ...findings });
  }

  /** The same standing by what is listed now, without anything being assessed anew. */
  ranked(standing: Omit<Standing, 'rank' | 'knownExploited'>): Standing {
    const knownExploited = this.#countExploited(standing.install);
    const rank = rankOf(standing.verdict, knownExploited, standing.open);
    return { ...standing, knownExploited, rank };
  }

  #countExploited(install: Summary['install']): number {
    const count = this.#exploitedCounts.get(install) ?? this.#exploited.count(install);
    this.#exploitedCounts.set(install, count);
    return count;
  }

  #find(summary: Summary): Findings {
    this.#learnSeverities(summary);
    const { install, open } = summary;
    return { install, open, ...settled(summary) };
  }

  #learnSeverities({ severities }: Summary): void {
    if (this.#learned.has(severities)) return;
    this.#learned.add(severities);
    for (const [cve, severity] of severities) {
      this.#severities.set(cve, worseSeverity(this.severityOf(cve), severity));
    }
  }

  /** The vendor's word, the worst of any product; empty where it gives none. */
  severityOf(advisory: string): string {
    return this.#severities.get(advisory) ?? '';
  }

  /** Those of the list that the vendor reported as exploited, or that are listed. */
  exploitedIn(closed: ClosedAdvisories): readonly string[] {
    return this.#exploited.in(closed);
  }
}

/** An update counts as there when all that it closes is closed; one doubt makes it unknown. */
function settled({ install, updates }: Summary): Pick<Standing, 'fixed' | 'unknown'> {
  const needed = new Set(install.map(({ update }) => update));
  const [open, unknown] = [new Set(updates.open), new Set(updates.unknown)];
  return {
    fixed: updates.fixed.filter(
      (update) => !open.has(update) && !unknown.has(update) && !needed.has(update),
    ),
    unknown: updates.unknown.filter((update) => !needed.has(update)),
  };
}

/** Exposed before unknown before clean; within, known exploited first, then the most open. */
function rankOf(verdict: Verdict, knownExploited: number, open: number): number {
  const base = { exposed: 2_000_000_000, unknown: 1_000_000_000, clean: 0 }[verdict];
  return base + Math.min(knownExploited, 9_999) * 10_000 + Math.min(open, 9_999);
}
