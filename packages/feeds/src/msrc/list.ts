import { z } from 'zod';
import { FeedError, firstIssue, parseJson, readInstant } from '../feed/index.ts';
import { documentName } from './month.ts';

const schema = z.object({
  value: z.array(
    z.object({
      ID: z.string().regex(/^[\w-]+$/, 'not an id'),
      Alias: z.string().nullish(),
      CurrentReleaseDate: z.string(),
    }),
  ),
});

/** A document that the API offers. */
export interface OfferedDocument {
  /** As the API wants it: `2024-Jun`. */
  readonly id: string;
  /** As we name it: `2024-Jun`, `2016-Oct-27`. */
  readonly bulletin: string;
  /** UTC instant of its last change. */
  readonly released: string;
}

/**
 * Reads the API's list of documents.
 * @throws FeedError
 */
export function readDocumentList(bytes: Uint8Array, source: string): readonly OfferedDocument[] {
  const result = schema.safeParse(parseJson(bytes, source));
  if (!result.success) throw firstIssue(result.error, source);
  return result.data.value.map((offered, at) => {
    const released = readInstant(offered.CurrentReleaseDate);
    if (released === null) {
      throw new FeedError('invalid', source, `value[${at}].CurrentReleaseDate`, 'not a date');
    }
    const named = { id: offered.ID, alias: offered.Alias ?? '' };
    return { id: offered.ID, bulletin: documentName(named, source).bulletin, released };
  });
}
