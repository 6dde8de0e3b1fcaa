/** A real server with its database and the built screens, listening on the loopback. */
import { randomBytes, randomUUID } from 'node:crypto';
import type { ExposureService } from '@daybreak/server/exposure';
import type { FeedService } from '@daybreak/server/feed';
import { createServer } from '@daybreak/server/http';
import { makeSetupLink } from '@daybreak/server/session';
import type { TestDatabase } from '../../../storage/tests/support/database.ts';
import { freePort } from './free-port.ts';

type Server = Awaited<ReturnType<typeof createServer>>;

export interface Daybreak extends AsyncDisposable {
  /** What agents ask, without a socket. */
  readonly app: Server;
  readonly context: Parameters<typeof createServer>[0];
  readonly origin: string;
  /** A new link for the first administrator; null when there is one. */
  setupLink(): Promise<string | null>;
  /** What the server logged. */
  readonly log: readonly string[];
  readonly database: TestDatabase['database'];
}

export interface Knowledge {
  readonly exposure: ExposureService;
  readonly feeds: FeedService;
}

/** Starts it on a port that is free, with these built screens; `now` is the server's clock. */
export async function startDaybreak(
  test: TestDatabase,
  { exposure, feeds }: Knowledge,
  screensFolder: string,
  now: () => Date = () => new Date(),
): Promise<Daybreak> {
  const log: string[] = [];
  // The port is known only once it listens, and the origin has to be known before.
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const context = {
    database: test.database,
    exposure,
    feeds,
    now,
    randomBytes,
    newId: randomUUID,
    origin,
    trustProxy: false,
    agentPollSeconds: 300,
    screensFolder,
    version: '0.1.0',
    log: { level: 'info' as const, write: (line: string) => log.push(line) },
  };
  const app = await createServer(context);
  await app.listen({ host: 'localhost', port });
  return {
    ...{ app, context },
    origin,
    log,
    database: test.database,
    setupLink: () => makeSetupLink(context),
    [Symbol.asyncDispose]: async () => {
      await app.close();
      await test[Symbol.asyncDispose]();
    },
  };
}
