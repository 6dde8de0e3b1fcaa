/**
 * Where the cluster lives: `<data folder>/postgres`. When root starts us and the account that runs
 * the server cannot enter the data folder (root's home is closed to all others), it lives in
 * `/var/lib/daybreak/<short hash of the data folder>`, and a pointer file in the data folder says so.
 *
 * The place itself belongs to whoever starts us; only `cluster` and `run` belong to the server's
 * account. So root never writes into a folder in which somebody lesser could have put a link.
 */

import { createHash } from 'node:crypto';
import { chmod, chown, lstat, mkdir, realpath, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Account, canReach, ownAccount, serverAccount } from './account.ts';
import { EmbeddedFailure } from './failure.ts';
import { hasCode, isMissing, readIfPresent } from './files.ts';

export interface Place {
  readonly folder: string;
  readonly account: Account;
  readonly cluster: string;
  /** Holds the unix socket; nobody but the account and root may enter. */
  readonly sockets: string;
}

/** sockaddr_un holds 108 bytes on Linux and 104 on macOS, the closing zero included. */
const socketPathMaxBytes = process.platform === 'linux' ? 107 : 103;
const socketName = '.s.PGSQL.5432';
const pointerName = 'postgres.pointer';

/** Finds the place of this data folder, or makes it. */
export async function findPlace(
  dataFolder: string,
  elsewhere = '/var/lib/daybreak',
): Promise<Place> {
  await mkdir(dataFolder, { recursive: true });
  const data = await realpath(dataFolder);
  const outside = join(elsewhere, shortHash(data));
  const known = await knownFolder(data, outside);
  const owner = known === null ? null : await ownerOf(join(known, 'cluster'));
  const account = await serverAccount(ownAccount(), owner);
  const folder = known ?? (await chooseFolder(data, account, outside));
  if (!(await canReach(account, folder))) throw unreachable(folder, account);
  const cluster = join(folder, 'cluster');
  return { folder, account, cluster, sockets: await socketFolder(folder, account) };
}

/** Where an earlier start put it; null when there was none. */
async function knownFolder(data: string, outside: string): Promise<string | null> {
  const pointed = (await readIfPresent(join(data, pointerName)))?.trim();
  if (pointed !== undefined) {
    if (await isFolder(pointed)) return pointed;
    throw new EmbeddedFailure(
      'place-unusable',
      `The database of ${data} was kept in ${pointed}, which is gone. Restore that folder; ` +
        `or, to begin with an empty database, delete ${join(data, pointerName)}.`,
    );
  }
  const inside = join(data, 'postgres');
  return (await isFolder(join(inside, 'cluster'))) ? inside : leftOutside(data, outside);
}

/** The cluster of a data folder that was deleted and made again: it is still what was kept here. */
async function leftOutside(data: string, outside: string): Promise<string | null> {
  if (process.getuid?.() !== 0 || !(await isFolder(join(outside, 'cluster')))) return null;
  await writeFile(join(data, pointerName), `${outside}\n`);
  return outside;
}

async function chooseFolder(data: string, account: Account, outside: string): Promise<string> {
  if (await canReach(account, data)) return makeOpen(join(data, 'postgres'));
  await makeOpen(dirname(outside));
  // The folder first: a pointer to nothing would stop the next start.
  await makeOpen(outside);
  await writeFile(join(data, pointerName), `${outside}\n`);
  return outside;
}

/** A folder that the server's account may enter, whatever umask we were started with. */
async function makeOpen(folder: string): Promise<string> {
  const made = await mkdir(folder, { recursive: true });
  if (made !== undefined) await chmod(folder, 0o755);
  return folder;
}

async function socketFolder(folder: string, account: Account): Promise<string> {
  const inside = join(folder, 'run');
  const fits = Buffer.byteLength(join(inside, socketName)) <= socketPathMaxBytes;
  const sockets = fits ? inside : join(tmpdir(), `daybreak-${shortHash(folder)}`);
  await makePrivate(sockets, account);
  return sockets;
}

/** Makes a folder that only the account may enter; one that is somebody else's is refused. */
export async function makePrivate(folder: string, account: Account): Promise<void> {
  try {
    await mkdir(folder, { mode: 0o700 });
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
    const found = await lstat(folder);
    const ours = found.uid === account.uid || found.uid === process.getuid?.();
    if (!found.isDirectory() || !ours) {
      throw new EmbeddedFailure(
        'place-unusable',
        `${folder} is not a folder of ${account.name}. Remove it and start again.`,
      );
    }
  }
  if (process.getuid?.() === 0) await chown(folder, account.uid, account.gid);
  await chmod(folder, 0o700);
}

async function ownerOf(path: string): Promise<number | null> {
  try {
    return (await stat(path)).uid;
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

function shortHash(path: string): string {
  return createHash('sha256').update(path).digest('hex').slice(0, 12);
}

function unreachable(folder: string, account: Account): EmbeddedFailure {
  return new EmbeddedFailure(
    'place-unusable',
    `The database is in ${folder}, which the account ${account.name} that owns it cannot enter. ` +
      'Open the folders above it to that account (chmod o+x), or move the data folder.',
  );
}
