/**
 * What the host's administrator has put into a folder there, in the convention of Nagios: it ends
 * with 0, 1, 2 or 3, and its first line says why. The server neither names nor changes it.
 */
import { lstat, readdir, realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ProbeState } from '@daybreak/protocol/probe';
import type { RunCommand } from '../command/index.ts';
import type { Finding, Probe } from './finding.ts';

const timeoutMs = 30_000;
const states: readonly ProbeState[] = ['ok', 'warning', 'critical', 'unknown'];
const groupOrOthersWrite = 0o022;

/**
 * Every file of the folder; one that somebody else than root could have put there is not run, and said.
 * So is a folder that cannot be read.
 */
export async function ownChecks(folder: string, run: RunCommand): Promise<readonly Probe[]> {
  const names = await readdir(folder).catch(none);
  if (names instanceof Error) {
    return [{ kind: 'own-check', name: folder, look: () => Promise.reject(names) }];
  }
  return names
    .filter((name) => !name.startsWith('.'))
    .sort()
    .map((name) => ({ kind: 'own-check', name, look: () => check(join(folder, name), run) }));
}

/** No folder, no checks; any other fault is one. */
function none(error: NodeJS.ErrnoException): string[] | Error {
  return error.code === 'ENOENT' ? [] : error;
}

async function check(path: string, run: RunCommand): Promise<Finding> {
  const why = await whyNotRun(path);
  if (why !== null) return { state: 'unknown', text: `not run: ${why}` };
  const { status, output } = await run({ program: path, args: [], timeoutMs });
  return findingOf(status, output);
}

/** Anything else than 0 to 3 is unknown, as in the convention. */
export function findingOf(status: number | null, output: string): Finding {
  const [line = ''] = output.split('\n');
  const [text = ''] = line.split('|');
  if (status === null) return { state: 'unknown', text: `ended by a signal: ${text.trim()}` };
  return { state: states[status] ?? 'unknown', text: text.trim() || `ended with ${status}` };
}

/** Null for a file that root alone could have put there: it, its folder, and every folder above. */
export async function whyNotRun(path: string): Promise<string | null> {
  const file = await lstat(path);
  if (!file.isFile()) return `${path} is no file of its own`;
  if ((file.mode & 0o111) === 0) return `${path} is not executable`;
  // Where the folder is reached through a link, what counts is where it lies.
  for (const at of upwards(await realpath(path))) {
    const { uid, mode } = await lstat(at);
    if (uid !== 0) return `${at} belongs to user ${uid}, not to root`;
    if ((mode & groupOrOthersWrite) !== 0 && !isSticky(mode)) {
      return `${at} can be written by others than root`;
    }
  }
  return null;
}

function upwards(path: string): readonly string[] {
  const above = dirname(path);
  return above === path ? [path] : [path, ...upwards(above)];
}

/** In such a folder (/tmp) nobody changes what is root's. */
function isSticky(mode: number): boolean {
  return (mode & 0o1000) !== 0 && (mode & 0o170000) === 0o040000;
}
