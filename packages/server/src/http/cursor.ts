/** Where the next page begins, as an opaque text: clients hand it back as it is. */
import type { z } from 'zod';
import { Refusal } from './problem.ts';

export function encodeCursor(position: Readonly<Record<string, string>>): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

/**
 * @returns undefined for the first page
 * @throws Refusal for a text that no earlier page gave
 */
export function decodeCursor<S extends z.ZodType>(schema: S, cursor: string | undefined) {
  if (cursor === undefined) return undefined;
  const parsed = schema.safeParse(parseJson(Buffer.from(cursor, 'base64url').toString()));
  if (parsed.success) return parsed.data;
  throw new Refusal('invalid-input', 'querystring/cursor: is not one that an earlier page gave.');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
