/**
 * A policy as people write it: tiers, the inputs it asks for, and a decision table over them. The
 * official ones and an organisation's own have the same form.
 */
export interface PolicyForm {
  /** Lower-case id: `bod-26-04`. */
  readonly policy: string;
  readonly title: string;
  /** Whose it is and of when, for people. */
  readonly source: string;
  /** The most urgent first. */
  readonly tiers: readonly TierForm[];
  /** Column heads: `kev`, `epss>=0.1`, `role=dc`. */
  readonly inputs: readonly string[];
  /**
   * A value for each input and then a tier's key; `*` stands for every value. The first row that
   * fits counts.
   */
  readonly rows: readonly (readonly string[])[];
}

export interface TierForm {
  /** Short, for the rows: `3DF`. */
  readonly key: string;
  /** In the policy's own words: `3 days & forensic investigation`. */
  readonly name: string;
  /** `24 hours`, `3 days`, `2 weeks`, `next upgrade`. */
  readonly within: string;
  /** Evidence is to be collected before anything is changed. */
  readonly evidence_first?: boolean | undefined;
}

/** Where a policy is wrong, by the path to the place: `['rows', 3, 1]`. */
export interface PolicyProblem {
  readonly path: readonly (string | number)[];
  readonly message: string;
}
