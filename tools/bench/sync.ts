/** All feeds read and indexed, beside reading and unpacking the same documents. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { syncFromFolder } from '@daybreak/feeds/sync';
import { figure, heading, measured, seconds, times } from './report.ts';

export async function benchSync(feeds: string, data: string): Promise<void> {
  heading('Feeds read from a folder and indexed');
  const unpacking = await measured(() => unpackAll(feeds));
  const sync = await measured(() => syncFromFolder(feeds, data));
  figure('reading and unpacking the documents alone', seconds(unpacking.ms));
  figure('a whole sync', seconds(sync.ms), `${times(sync.ms / unpacking.ms)} of that`);
}

function unpackAll(folder: string): number {
  const paths = globSync('**/*.{xml,json}.gz', { cwd: folder });
  return paths.reduce((sum, path) => sum + gunzipSync(readFileSync(join(folder, path))).length, 0);
}
