/**
 * Daybreak's own PostgreSQL: a private, real server on a unix socket, started and stopped with us.
 *
 * From start to end: the place is found and locked, the programs are chosen by the cluster's
 * version, what an earlier run left is cleared, the cluster is made when there is none, the server
 * runs. When it ends without our wish it is started again, a few times; then we say that it failed.
 */

import { join } from 'node:path';
import pg from 'pg';
import { choose, inspect, usualFolders, withinReach } from './binaries.ts';
import { clusterMajor, daybreakName, makeCluster } from './cluster.ts';
import { connectionTo, type SocketConnection } from './connection.ts';
import { takeLock } from './lock.ts';
import { findPlace, type Place } from './place.ts';
import { type Postmaster, startPostmaster } from './postmaster.ts';
import { supervise } from './supervise.ts';

export type { SocketConnection } from './connection.ts';
export { EmbeddedFailure, type EmbeddedFailureCode } from './failure.ts';
export { runningEmbedded } from './running.ts';

export interface EmbeddedOptions {
  /** Daybreak's data folder; made when it is not there. */
  readonly dataFolder: string;
  /** Ends the server when it is aborted. */
  readonly signal?: AbortSignal;
  /** Told what happens, in a sentence for the log. */
  readonly onEvent?: (event: string) => void;
  /** Folders with PostgreSQL's programs, the best first; where absent, the usual ones. */
  readonly binaryFolders?: readonly string[];
  /** Where clusters go whose data folder the server's account cannot enter. */
  readonly elsewhere?: string;
}

export interface EmbeddedPostgres extends AsyncDisposable {
  readonly connection: SocketConnection;
  /** `18.4`. */
  readonly version: string;
  /** The server's process now; changes when it had to be started again. */
  readonly pid: () => number;
  /** Resolves when it has ended for good: null by our wish, otherwise why. */
  readonly ended: Promise<Error | null>;
  /** Ends the server in good order and frees the data folder. The same as disposing. */
  stop(): Promise<void>;
}

/**
 * Starts the server and waits until it takes connections.
 *
 * @throws EmbeddedFailure with the reason and what to do
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const place = await findPlace(options.dataFolder, options.elsewhere);
  await using held = new AsyncDisposableStack();
  held.use(await takeLock(join(place.folder, 'daybreak.lock')));
  const { start, version } = await prepare(place, options);
  const server = held.use(await supervise(start, options.onEvent ?? (() => {})));
  const connection = connectionTo(place);
  await ensureDatabase(connection);
  return endingWith(held.move(), options.signal, { connection, version, ...server.facts });
}

interface Prepared {
  readonly version: string;
  start(): Promise<Postmaster>;
}

async function prepare(place: Place, options: EmbeddedOptions): Promise<Prepared> {
  const major = await clusterMajor(place.cluster);
  const folders =
    options.binaryFolders ?? (await usualFolders(process.env['PATH'] ?? '', place.account));
  const chosen = choose(await inspect(folders), major, place.cluster);
  const binaries = await withinReach(chosen, place);
  if (major === null) await makeCluster(place, binaries);
  return { version: binaries.version, start: () => startPostmaster(place, binaries) };
}

async function ensureDatabase(connection: SocketConnection): Promise<void> {
  const client = new pg.Client({ ...connection, database: 'postgres' });
  await client.connect();
  try {
    const found = await client.query('select 1 from pg_database where datname = $1', [
      connection.database,
    ]);
    if (found.rowCount === 0) await client.query(`create database ${daybreakName}`);
  } finally {
    await client.end();
  }
}

/** Stopping twice, by hand and by signal, stops once. */
function endingWith(
  held: AsyncDisposableStack,
  signal: AbortSignal | undefined,
  facts: Pick<EmbeddedPostgres, 'connection' | 'version' | 'pid' | 'ended'>,
): EmbeddedPostgres {
  let stopping: Promise<void> | undefined;
  const stop = () => {
    stopping ??= held.disposeAsync();
    return stopping;
  };
  const onAbort = () => void stop();
  signal?.addEventListener('abort', onAbort, { once: true });
  if (signal?.aborted) onAbort();
  return { ...facts, stop, [Symbol.asyncDispose]: stop };
}
