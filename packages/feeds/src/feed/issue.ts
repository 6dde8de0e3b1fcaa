import type { z } from 'zod';
import { FeedError } from './error.ts';

/** The first thing a schema found wrong, with its path: `[4].affected[0].kb`. */
export function firstIssue(error: z.ZodError, source: string): FeedError {
  const [issue] = error.issues;
  const message = issue?.message ?? 'does not fit its form';
  return new FeedError('invalid', source, pathOf(issue?.path ?? []), message, { cause: error });
}

function pathOf(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`;
    return text === '' ? String(key) : `${text}.${String(key)}`;
  }, '');
}
