/**
 * What an earlier run left behind. When Daybreak is killed, its postmaster lives on: it is stopped
 * cleanly. When the postmaster was killed too, its children end by themselves within moments, and
 * a postmaster.pid stays: it is removed once nobody works on the cluster any more, also when its
 * pid now belongs to some innocent process (which is never signalled).
 */

import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { EmbeddedFailure } from './failure.ts';
import { readIfPresent } from './files.ts';
import { isPostmasterOf, processesIn, signalIfAlive } from './process.ts';

interface Step {
  /** Null: just wait. */
  readonly signal: NodeJS.Signals | null;
  readonly waitMs: number;
}

/** How a postmaster is stopped, in good order first; it stops its own children. */
const postmasterSteps: readonly Step[] = [
  { signal: 'SIGINT', waitMs: 60_000 },
  { signal: 'SIGQUIT', waitMs: 10_000 },
  { signal: 'SIGKILL', waitMs: 10_000 },
];
/** Children without a postmaster notice and end by themselves; one that is busy may take longer. */
const childrenSteps: readonly Step[] = [
  { signal: null, waitMs: 3_000 },
  { signal: 'SIGQUIT', waitMs: 10_000 },
  { signal: 'SIGKILL', waitMs: 10_000 },
];
const pollMs = 25;

export interface PostmasterFile {
  readonly pid: number;
  /** `ready`, `starting`, `stopping`; empty when it has not got that far. */
  readonly status: string;
}

/** Reads postmaster.pid, whose lines PostgreSQL documents in its pidfile.h. */
export async function readPostmasterFile(cluster: string): Promise<PostmasterFile | null> {
  const text = await readIfPresent(join(cluster, 'postmaster.pid'));
  return text === null ? null : parsePostmasterFile(text);
}

export function parsePostmasterFile(text: string): PostmasterFile {
  const lines = text.split('\n');
  const pid = /^\d{1,10}$/.test(lines[0] ?? '') ? Number(lines[0]) : 0;
  return { pid, status: (lines[7] ?? '').trim() };
}

/** After this, nobody works on the cluster and no postmaster.pid is in the way. */
export async function clearOrphans(cluster: string): Promise<void> {
  const file = await readPostmasterFile(cluster);
  if (file === null) return;
  const atFirst = await workersOf(cluster, file.pid);
  const steps = atFirst.includes(file.pid) ? postmasterSteps : childrenSteps;
  for (const { signal, waitMs } of steps) {
    const working = await workersOf(cluster, file.pid);
    if (working.length === 0) break;
    if (signal !== null) signalThem(working, file.pid, signal);
    if (await endsWithin(cluster, file.pid, waitMs)) break;
  }
  if ((await workersOf(cluster, file.pid)).length > 0) {
    throw new EmbeddedFailure(
      'server-failed',
      `An earlier PostgreSQL (process ${file.pid}) on ${cluster} does not end.`,
    );
  }
  await rm(join(cluster, 'postmaster.pid'), { force: true });
}

function signalThem(working: readonly number[], postmaster: number, signal: NodeJS.Signals): void {
  const alone = working.includes(postmaster) && signal !== 'SIGKILL';
  const targets = alone ? [postmaster] : working;
  for (const pid of targets) signalIfAlive(pid, signal);
}

async function workersOf(cluster: string, pid: number): Promise<readonly number[]> {
  const all = await processesIn(cluster);
  if (all !== null) return all;
  return pid > 0 && (await isPostmasterOf(pid, cluster)) ? [pid] : [];
}

async function endsWithin(cluster: string, pid: number, waitMs: number): Promise<boolean> {
  for (let waited = 0; waited < waitMs; waited += pollMs) {
    if ((await workersOf(cluster, pid)).length === 0) return true;
    await pause(pollMs);
  }
  return false;
}
