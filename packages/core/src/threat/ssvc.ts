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
