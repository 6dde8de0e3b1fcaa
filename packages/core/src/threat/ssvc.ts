/**
 * Decision points of the Stakeholder-Specific Vulnerability Categorization as CISA publishes them
 * for CVEs (Vulnrichment). Null where the record lacks the point: that is never a "no".
 */
export interface SsvcPoints {
  /** ISO date on which they were set. */
  readonly asOf: string;
  readonly exploitation: 'none' | 'poc' | 'active' | null;
  readonly automatable: 'no' | 'yes' | null;
  readonly technicalImpact: 'partial' | 'total' | null;
}

/** The newest points, with those that they took the place of: CISA stamps a record anew. */
export interface SsvcHistory extends SsvcPoints {
  /** In order of time; not there where no others are known. */
  readonly earlier?: readonly SsvcPoints[];
}

/** @param all in order of time. @returns null for none */
export function historyOf(all: readonly SsvcPoints[]): SsvcHistory | null {
  const newest = all.at(-1);
  if (newest === undefined) return null;
  return all.length === 1 ? newest : { ...newest, earlier: all.slice(0, -1) };
}

/** What had been set by the end of a day, in order of time. */
export function pointsUntil(history: SsvcHistory | null, day: string): readonly SsvcPoints[] {
  const all = history === null ? [] : [...(history.earlier ?? []), history];
  return all.filter(({ asOf }) => asOf <= day);
}
