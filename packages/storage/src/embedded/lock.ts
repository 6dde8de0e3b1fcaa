/**
 * One Daybreak a data folder: a lock file that names its holder by pid and start time, so that one
 * left behind by a kill or a power cut is recognised and replaced, even when its pid lives again.
 *
 * The file appears complete or not at all (it is linked, not written in place). PostgreSQL's own
 * postmaster.pid stands behind it for the few microseconds in which two could replace a dead lock.
 */

import { link, open, readFile, rename, rm } from 'node:fs/promises';
import { EmbeddedFailure } from './failure.ts';
import { hasCode, readIfPresent } from './files.ts';
import { identify, type ProcessIdentity } from './process.ts';

/** Takes the lock or says who has it. Disposing gives it back. */
export async function takeLock(path: string): Promise<AsyncDisposable> {
  const own = await identify(process.pid);
  const text = `${JSON.stringify(own)}\n`;
  const draft = `${path}.${process.pid}`;
  await writeDurably(draft, text);
  try {
    await linkOrReplaceDead(draft, path);
  } finally {
    await rm(draft, { force: true });
  }
  return { [Symbol.asyncDispose]: () => giveBack(path, text) };
}

async function linkOrReplaceDead(draft: string, path: string): Promise<void> {
  for (let attempt = 0; attempt < 10; attempt += 1) {
    if (await linked(draft, path)) return;
    const found = await readIfPresent(path);
    if (found === null) continue;
    const holder = await livingHolder(found);
    if (holder !== null) throw inUse(path, holder);
    await removeDead(path, found);
  }
  throw new EmbeddedFailure('in-use', `${path} is being taken by others again and again.`);
}

async function linked(draft: string, path: string): Promise<boolean> {
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    throw error;
  }
}

async function livingHolder(text: string): Promise<ProcessIdentity | null> {
  const holder = parseIdentity(text);
  if (holder === null) return null;
  const living = await identify(holder.pid);
  return living?.started === holder.started ? holder : null;
}

/** Null for text that is no identity: what a power cut may leave. */
export function parseIdentity(text: string): ProcessIdentity | null {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null) return null;
    if (!('pid' in value && 'started' in value)) return null;
    const { pid, started } = value;
    return Number.isSafeInteger(pid) && typeof started === 'string'
      ? { pid: Number(pid), started }
      : null;
  } catch {
    return null;
  }
}

/** Moves the dead lock aside; when it was somebody's new one by then, it goes back. */
async function removeDead(path: string, dead: string): Promise<void> {
  const aside = `${path}.dead.${process.pid}`;
  try {
    await rename(path, aside);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return;
    throw error;
  }
  if ((await readFile(aside, 'utf8')) !== dead) await linked(aside, path);
  await rm(aside, { force: true });
}

async function giveBack(path: string, text: string): Promise<void> {
  if ((await readIfPresent(path)) === text) await rm(path, { force: true });
}

async function writeDurably(path: string, text: string): Promise<void> {
  await rm(path, { force: true });
  const file = await open(path, 'wx', 0o644);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

function inUse(path: string, holder: ProcessIdentity): EmbeddedFailure {
  return new EmbeddedFailure(
    'in-use',
    `Another Daybreak (process ${holder.pid}) runs on this data folder: it holds ${path}. ` +
      'Stop it first, or start this one with a data folder of its own.',
  );
}
