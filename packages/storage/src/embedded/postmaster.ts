/** One run of the server: from its start until it ends, by our wish or not. */

import { type ChildProcess, spawn } from 'node:child_process';
import { constants } from 'node:fs';
import { open, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { runAs } from './account.ts';
import type { Binaries } from './binaries.ts';
import { logSince, writeAccess } from './cluster.ts';
import { serverEnvironment } from './command.ts';
import { EmbeddedFailure } from './failure.ts';
import { clearOrphans, readPostmasterFile } from './orphan.ts';
import type { Place } from './place.ts';

export interface Postmaster {
  readonly pid: number;
  /** Resolves when it has ended, with the reason in words. */
  readonly ended: Promise<string>;
  /** Ends it in good order; resolves when it is gone. */
  stop(): Promise<void>;
}

const pollMs = 20;
/** Crash recovery of a large cluster takes minutes; a server that is still busy then is stuck. */
const startMaxMs = 600_000;
const stopMaxMs = 60_000;
const logMaxBytes = 8_000_000;
/** Root may be the one who opens it, in a folder of the server's account: never through a link. */
const appendNoLink =
  constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | constants.O_NOFOLLOW;

/**
 * A killed postmaster that is not reaped yet makes a new one refuse for a second or two, and its
 * last children may still hold the shared memory or the socket.
 */
const passingTrouble =
  /lock file "[^"]*" already exists|pre-existing shared memory block|could not (bind|create) .*[Uu]nix/;
const retriesMax = 40;
const retryPauseMs = 250;

/** Starts the server and waits until it takes connections. */
export async function startPostmaster(place: Place, binaries: Binaries): Promise<Postmaster> {
  for (let attempt = 1; ; attempt += 1) {
    await clearOrphans(place.cluster);
    const outcome = await tryStart(place, binaries);
    if (typeof outcome !== 'string') return outcome;
    if (attempt > retriesMax || !passingTrouble.test(outcome)) {
      throw new EmbeddedFailure('server-failed', `PostgreSQL did not start: ${outcome}`);
    }
    await pause(retryPauseMs);
  }
}

/** The running server, or what it said instead. */
async function tryStart(place: Place, binaries: Binaries): Promise<Postmaster | string> {
  const log = join(place.folder, 'postgres.log');
  const position = await turnLog(log);
  const child = await launch(place, binaries, log);
  const ended = endOf(child);
  const ready = await Promise.race([becomesReady(place.cluster, child), ended.then(() => false)]);
  const { pid } = child;
  if (ready && pid !== undefined) return { pid, ended, stop: () => stop(child, ended) };
  if (child.exitCode === null) await stop(child, ended);
  return (await logSince(log, position)) || (await ended);
}

async function launch(place: Place, binaries: Binaries, log: string): Promise<ChildProcess> {
  const settings = await serverSettings(place);
  const output = await open(log, appendNoLink, 0o600);
  try {
    if (process.getuid?.() === 0) await output.chown(place.account.uid, place.account.gid);
    return spawn(
      join(binaries.folder, 'postgres'),
      ['-D', place.cluster, ...settings.flatMap((setting) => ['-c', setting])],
      {
        ...runAs(place.account),
        cwd: '/',
        env: serverEnvironment,
        // A session of its own: Ctrl-C is for us, and we end the server when our work is done.
        detached: true,
        stdio: ['ignore', output.fd, output.fd],
      },
    );
  } finally {
    await output.close();
  }
}

/** On the command line they outrank every file in the cluster. */
async function serverSettings(place: Place): Promise<string[]> {
  const access = await writeAccess(place);
  return [
    'listen_addresses=',
    'port=5432',
    `unix_socket_directories="${place.sockets.replaceAll('"', '""')}"`,
    'unix_socket_permissions=0700',
    `hba_file=${access.hba}`,
    `ident_file=${access.ident}`,
    'fsync=on',
    'full_page_writes=on',
    'synchronous_commit=on',
    'timezone=UTC',
    'log_timezone=UTC',
    'logging_collector=off',
    'ssl=off',
    // Compiling a query costs more than running any of ours.
    'jit=off',
  ];
}

async function becomesReady(cluster: string, child: ChildProcess): Promise<boolean> {
  for (let waited = 0; waited < startMaxMs && isRunning(child); waited += pollMs) {
    const file = await readPostmasterFile(cluster);
    if (file?.pid === child.pid && file?.status === 'ready') return true;
    await pause(pollMs);
  }
  return false;
}

function endOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`));
  });
}

function isRunning(child: ChildProcess): boolean {
  return child.pid !== undefined && child.exitCode === null && child.signalCode === null;
}

/** SIGINT is PostgreSQL's fast shutdown: sessions end, everything is written. */
async function stop(child: ChildProcess, ended: Promise<string>): Promise<void> {
  if (!isRunning(child)) return;
  child.kill('SIGINT');
  const patience = new AbortController();
  const harder = pause(stopMaxMs, undefined, { signal: patience.signal, ref: false }).then(
    () => child.kill('SIGQUIT'),
    () => false,
  );
  await ended;
  patience.abort();
  await harder;
}

/** Where the log ends now; one that has grown long is set aside first. */
async function turnLog(log: string): Promise<number> {
  const size = await stat(log).then(
    (found) => found.size,
    () => 0,
  );
  if (size <= logMaxBytes) return size;
  await rename(log, `${log}.1`);
  return 0;
}
