import { firstIssue, parseJson, unpack } from '../feed/index.ts';
import { type BulletinCollection, collectionSchema, listSchema } from './schema.ts';

/**
 * Reads bulletins that no feed carries, in the form of docs/bulletin-form.md.
 * @throws FeedError with the path of the first wrong field: `[4].affected[0].kb`
 */
export function readBulletins(bytes: Uint8Array, source: string): BulletinCollection {
  const value = parseJson(unpack(bytes, source), source);
  if (Array.isArray(value)) {
    const list = listSchema.safeParse(value);
    if (!list.success) throw firstIssue(list.error, source);
    return { completeMonths: [], bulletins: list.data };
  }
  const collection = collectionSchema.safeParse(value);
  if (!collection.success) throw firstIssue(collection.error, source);
  return collection.data;
}
