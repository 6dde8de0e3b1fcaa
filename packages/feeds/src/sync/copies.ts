import type { FeedFile } from './recognise.ts';

/** Of the copies of a document the newest; of equals the first. */
export function newestCopies(files: readonly FeedFile[]): {
  readonly newest: readonly FeedFile[];
  readonly older: readonly FeedFile[];
} {
  const byKey = new Map<string, FeedFile>();
  for (const file of files) {
    const key = `${file.feed} ${file.key}`;
    const known = byKey.get(key);
    if (known === undefined || file.version > known.version) byKey.set(key, file);
  }
  const newest = new Set(byKey.values());
  return {
    newest: [...newest].sort((a, b) => (a.key < b.key ? -1 : 1)),
    older: files.filter((file) => !newest.has(file)),
  };
}
