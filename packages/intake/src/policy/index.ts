import { makePolicy, type Policy, type PolicyForm } from '@daybreak/core/urgency';

/** What is wrong with a policy's file, and in which line, the first being 1. */
export interface PolicyFileProblem {
  readonly line: number;
  readonly message: string;
}

export type ReadPolicy =
  | { readonly policy: Policy }
  | { readonly problems: readonly PolicyFileProblem[] };

/** Reads an organisation's policy from its file, or tells every line that is wrong. */
export function readPolicy(text: string): ReadPolicy {
  try {
    const made = makePolicy(JSON.parse(text) as PolicyForm);
    if ('rowAt' in made) return { policy: made };
    return { problems: made.map(({ message }) => ({ line: 1, message })) };
  } catch {
    return { problems: [{ line: 1, message: 'is no policy' }] };
  }
}
