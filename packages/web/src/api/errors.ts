/** What can go wrong between the screens and the server; each kind is told to people differently. */
import type { Problem } from '@daybreak/protocol/problem';

/** The server refused or failed, and said why. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(`${problem.title}: ${problem.detail}`);
    this.problem = problem;
  }

  /** True for a problem of this kind, as in `urn:daybreak:problem:not-found`. */
  is(kind: string): boolean {
    return this.problem.type === `urn:daybreak:problem:${kind}`;
  }
}

/** No answer came: the server is down, or the network between is. */
export class UnreachableError extends Error {
  override readonly name = 'UnreachableError';
}

/** An answer came, but not in the form agreed on: the screens and the server differ in version. */
export class UnexpectedAnswerError extends Error {
  override readonly name = 'UnexpectedAnswerError';
}

/** True for a problem of this kind, whatever else the error might be. */
export function isProblem(error: unknown, kind: string): boolean {
  return error instanceof ProblemError && error.is(kind);
}
