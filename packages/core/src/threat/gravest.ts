/** Which of several things said of one advisory weighs most. Each order is total: gravest first. */
import { impactRank, severityRank } from '../bulletin/index.ts';
import { type Exploitability, exploitabilities, type StatedFact } from './statement.ts';

/** As for sorting: negative where `a` is to be taken before `b`. */
export type Order<T> = (a: T, b: T) => number;

/** The first of the values in this order; undefined for none. */
export function gravest<T>(values: Iterable<T>, order: Order<T>): T | undefined {
  let found: { readonly value: T } | undefined;
  for (const value of values) {
    if (found === undefined || order(value, found.value) < 0) found = { value };
  }
  return found?.value;
}

export const byText: Order<string> = (a, b) => (a < b ? -1 : Number(a > b));

/** `Critical` first; no rating after words that rate nothing, such as `None`. */
export const bySeverity: Order<string> = (a, b) =>
  severityRank(a) - severityRank(b) || byAbsence(a, b) || byText(a, b);

/** `Remote Code Execution` first, no words last. */
export const byImpact: Order<string> = (a, b) =>
  impactRank(a) - impactRank(b) || byAbsence(a, b) || byText(a, b);

export const byExploitability: Order<Exploitability> = (a, b) =>
  exploitabilities.indexOf(b) - exploitabilities.indexOf(a);

/** `true` first. */
export const byAnswer: Order<boolean> = (a, b) => Number(b) - Number(a);

export const byFact: Order<StatedFact> = (a, b) =>
  byAnswer(a.value, b.value) || byText(a.source, b.source);

/** A CVSS base score with its vector. */
export interface Cvss {
  readonly cvss: string;
  readonly cvssScore: number;
}

/** The highest score first; of equal ones the vector that says most. */
export const byScore: Order<Cvss> = (a, b) =>
  b.cvssScore - a.cvssScore || b.cvss.length - a.cvss.length || byText(a.cvss, b.cvss);

const byAbsence: Order<string> = (a, b) => Number(a === '') - Number(b === '');
