import { manifest } from '@daybreak/protocol/manifest';
import type { Reader } from '@daybreak/storage/database';
import { readManifests } from '@daybreak/storage/trust';
import { manifestsIn } from '@daybreak/trust/repository';
import type { PublishedTargets } from './published.ts';

/** Texts of the manifests that are approved and have not run out, by path. */
export async function stillApproved(
  reader: Reader,
  before: PublishedTargets | null,
  at: Date,
): Promise<Map<string, string>> {
  if (before === null) return new Map();
  const byHash = new Map([...manifestsIn(before)].map(([path, sha256]) => [sha256, path]));
  const stored = await readManifests(reader, [...byHash.keys()]);
  const current = stored.filter(({ text }) => {
    const { until } = manifest.parse(JSON.parse(text));
    return new Date(until) > at;
  });
  return new Map(current.map(({ sha256, text }) => [byHash.get(sha256) ?? '', text]));
}
