/** The cluster on disk: its version, its making, and who may connect. */

import { chmod, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ownAccount } from './account.ts';
import type { Binaries } from './binaries.ts';
import { runToEnd } from './command.ts';
import { EmbeddedFailure } from './failure.ts';
import { hasCode, readIfPresent } from './files.ts';
import { makePrivate, type Place } from './place.ts';

/** The database role that Daybreak is, and the name of its database. */
export const daybreakName = 'daybreak';

/** Major version that made the cluster; null when there is no cluster yet. */
export async function clusterMajor(cluster: string): Promise<number | null> {
  const text = await readIfPresent(join(cluster, 'PG_VERSION'));
  if (text === null) return null;
  const major = Number.parseInt(text, 10);
  if (Number.isSafeInteger(major)) return major;
  throw new EmbeddedFailure(
    'place-unusable',
    `${join(cluster, 'PG_VERSION')} holds no version: "${text.slice(0, 40)}". Restore it from a backup.`,
  );
}

/** Makes the cluster under another name and then renames it: a kill never leaves half of one. */
export async function makeCluster(place: Place, binaries: Binaries): Promise<void> {
  const draft = `${place.cluster}.draft`;
  await rm(draft, { recursive: true, force: true });
  await makePrivate(draft, place.account);
  const { code, output } = await runToEnd(place.account, join(binaries.folder, 'initdb'), [
    `--pgdata=${draft}`,
    `--username=${daybreakName}`,
    '--encoding=UTF8',
    '--locale=C',
    '--data-checksums',
    '--auth=reject',
    '--no-instructions',
  ]);
  if (code !== 0) throw new EmbeddedFailure('server-failed', `initdb failed: ${output}`);
  await putInPlace(draft, place.cluster);
}

async function putInPlace(draft: string, cluster: string): Promise<void> {
  try {
    await rename(draft, cluster);
  } catch (error) {
    if (!hasCode(error, 'ENOTEMPTY') && !hasCode(error, 'EEXIST')) throw error;
    throw new EmbeddedFailure(
      'place-unusable',
      `${cluster} holds files, but no PostgreSQL cluster (PG_VERSION is missing). Restore it from a ` +
        'backup, or move it away to begin with an empty database. Nothing in it was changed.',
      { cause: error },
    );
  }
}

export interface AccessFiles {
  readonly hba: string;
  readonly ident: string;
}

/**
 * Writes who may connect: the account that started us, over the unix socket, known by what the
 * kernel says of the peer. Nobody else, and nothing over a network.
 */
export async function writeAccess(place: Place): Promise<AccessFiles> {
  const files = { hba: join(place.folder, 'hba.conf'), ident: join(place.folder, 'ident.conf') };
  const map = `daybreak "${ownAccount().name}" ${daybreakName}\n`;
  await replace(files.hba, `local all ${daybreakName} peer map=daybreak\n`);
  await replace(files.ident, map);
  return files;
}

async function replace(path: string, text: string): Promise<void> {
  const draft = `${path}.draft`;
  await rm(draft, { force: true });
  // A new file, never through a link that somebody left there.
  await writeFile(draft, text, { flag: 'wx' });
  // The server's account has to read it, whatever umask we were started with.
  await chmod(draft, 0o644);
  await rename(draft, path);
}

/** What the server printed since this position of its log. */
export async function logSince(path: string, position: number): Promise<string> {
  return (await readFile(path)).subarray(position).toString('utf8').trim();
}
