import { makePolicy, type Policy, type PolicyProblem } from '@daybreak/core/urgency';
import { type Document, isNode, LineCounter, parseDocument, visit } from 'yaml';
import type { z } from 'zod';
import { policySchema } from './schema.ts';

/** What is wrong with a policy's file, and in which line, the first being 1. */
export interface PolicyFileProblem {
  readonly line: number;
  readonly message: string;
}

export type ReadPolicy =
  | { readonly policy: Policy }
  | { readonly problems: readonly PolicyFileProblem[] };

/** More is no policy: the longest table that is of use to anybody has some hundred lines. */
const charactersMax = 1_000_000;

/** More than that nobody reads: the first are told, and how many there are. */
const problemsMax = 50;

/** Reads an organisation's policy from its file (YAML 1.2), or tells every line that is wrong. */
export function readPolicy(text: string): ReadPolicy {
  if (text.length > charactersMax) return problem(1, `more than ${charactersMax} characters`);
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  if (document.errors.length > 0) {
    return refused(document.errors, ({ pos, message }) => ({
      line: lines.linePos(pos[0]).line,
      message: message.split('\n')[0]?.replace(/ at line \d+, column \d+:?$/, '') ?? '',
    }));
  }
  const alias = aliasIn(document);
  if (alias !== null) return problem(lines.linePos(alias).line, noAliases);
  const places = new Places(document, lines);
  const form = policySchema.safeParse(document.toJS());
  if (!form.success) return refused(form.error.issues, (issue) => places.ofIssue(issue));
  const made = makePolicy(form.data);
  return 'rowAt' in made ? { policy: made } : refused(made, (one) => places.of(one));
}

function refused<T>(problems: readonly T[], place: (one: T) => PolicyFileProblem): ReadPolicy {
  const told = problems.slice(0, problemsMax).map(place);
  const left = problems.slice(problemsMax);
  const next = left.slice(0, 1).map(place)[0];
  if (next === undefined) return { problems: told };
  return {
    problems: [
      ...told,
      { line: next.line, message: `and ${left.length} more problems from here on` },
    ],
  };
}

const noAliases = 'aliases (*name) are not allowed: write out what it stands for';

/** Where the first alias stands: a policy has no need of one, and one can stand for millions. */
function aliasIn(document: Document): number | null {
  let place: number | null = null;
  visit(document, {
    Alias(_, node) {
      place = node.range?.[0] ?? 0;
      return visit.BREAK;
    },
  });
  return place;
}

function problem(line: number, message: string): ReadPolicy {
  return { problems: [{ line, message }] };
}

/** Where things stand in the file. */
class Places {
  readonly #document: Document;
  readonly #lines: LineCounter;

  constructor(document: Document, lines: LineCounter) {
    this.#document = document;
    this.#lines = lines;
  }

  of({ path, message }: PolicyProblem): PolicyFileProblem {
    const name = path.filter((step) => typeof step === 'string').join('.');
    return { line: this.#lineOf(path), message: name === '' ? message : `${name}: ${message}` };
  }

  ofIssue({ path, message }: z.core.$ZodIssue): PolicyFileProblem {
    return this.of({
      path: path.map((step) => (typeof step === 'number' ? step : String(step))),
      message,
    });
  }

  /** The line of the place, or of the nearest thing around it that is there. */
  #lineOf(path: PolicyProblem['path']): number {
    for (let length = path.length; length > 0; length -= 1) {
      const node = this.#document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) return this.#lines.linePos(node.range[0]).line;
    }
    return 1;
  }
}
