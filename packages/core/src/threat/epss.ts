/**
 * The Exploit Prediction Scoring System of FIRST: how likely it is that exploitation of a CVE is
 * seen within the next 30 days.
 */
export interface EpssScore {
  /** ISO date of the scores. */
  readonly asOf: string;
  /** Probability from 0 to 1. */
  readonly score: number;
  /** Share of all CVEs with this score or a lower one, from 0 to 1. */
  readonly percentile: number;
}
