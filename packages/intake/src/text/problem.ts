/** Why bytes could not be read as text. */
export interface TextProblem {
  /** Line at which reading ended, from 1; null where the whole file is meant. */
  readonly line: number | null;
  readonly message: string;
}
