/**
 * Daybreak from start to end: its database is opened or started, brought up to date, and the server
 * listens. What was started is stopped in the opposite order.
 */

import { migrate, openDatabase } from '@daybreak/storage/database';
import { startEmbedded } from '@daybreak/storage/embedded';
import { createServer, type ServerContext } from '../http/index.ts';
import { makeSetupLink } from '../session/service.ts';

export interface RunOptions {
  /** Everything but the database, which is opened here. */
  readonly context: Omit<ServerContext, 'database'>;
  readonly dataFolder: string;
  /** A served database (DATABASE_URL); null for one of our own in the data folder. */
  readonly databaseUrl: string | null;
  /** `localhost` for this machine only. */
  readonly listenHost: string;
  /** 0 for any that is free. */
  readonly listenPort: number;
  readonly onEvent: (event: string) => void;
}

export interface RunningDaybreak extends AsyncDisposable {
  /** Where it listens: `http://127.0.0.1:7070`. */
  readonly address: string;
  /** For the first administrator; null when there is one. */
  readonly setupLink: string | null;
  /** Resolves when the database has ended for good without our wish, with the reason. */
  readonly failed: Promise<Error>;
  stop(): Promise<void>;
}

/** Starts Daybreak. Throws EmbeddedFailure, MigrationFailure or the system's error. */
export async function runDaybreak(options: RunOptions): Promise<RunningDaybreak> {
  await using held = new AsyncDisposableStack();
  const { connection, failed } = await openConnection(options, held);
  const database = openDatabase(connection, ({ message }) =>
    options.onEvent(`A connection to the database broke (${message}); it is made anew.`),
  );
  held.defer(() => database.destroy());
  const context = { ...options.context, database };
  const steps = await migrate(database, context.now());
  if (steps.length > 0)
    options.onEvent(`The database was brought up to date: ${steps.join(', ')}.`);
  const app = await createServer(context);
  held.defer(() => app.close());
  const address = await app.listen({ host: options.listenHost, port: options.listenPort });
  const setupLink = await makeSetupLink(context);
  return stoppable(held.move(), { address, setupLink, failed });
}

async function openConnection(options: RunOptions, held: AsyncDisposableStack) {
  const { databaseUrl, dataFolder, onEvent } = options;
  if (databaseUrl !== null) {
    return { connection: { url: databaseUrl }, failed: new Promise<Error>(() => {}) };
  }
  const server = held.use(await startEmbedded({ dataFolder, onEvent }));
  const failed = new Promise<Error>((resolve) => {
    void server.ended.then((error) => error !== null && resolve(error));
  });
  return { connection: server.connection, failed };
}

function stoppable(
  held: AsyncDisposableStack,
  facts: Pick<RunningDaybreak, 'address' | 'setupLink' | 'failed'>,
): RunningDaybreak {
  const stop = () => held.disposeAsync();
  return { ...facts, stop, [Symbol.asyncDispose]: stop };
}
