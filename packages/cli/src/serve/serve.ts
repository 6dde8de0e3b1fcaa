import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { dataFolder } from '@daybreak/feeds/data-folder';
import { indexPath } from '@daybreak/feeds/index-file';
import { NewestThreats } from '@daybreak/feeds/threat-file';
import { IndexExposure } from '@daybreak/server/exposure';
import { runDaybreak } from '@daybreak/server/run';
import { MigrationFailure } from '@daybreak/storage/database';
import { EmbeddedFailure } from '@daybreak/storage/embedded';
import pc from 'picocolors';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { screens } from '../shipped.ts';
import { version } from '../version.ts';
import { feedService } from './feeds.ts';
import { originOf } from './origin.ts';

export interface ServeOptions {
  readonly host: string;
  readonly port: number;
  readonly data?: string;
}

/** Runs the server until it is told to stop (Ctrl+C, SIGTERM) or its database fails for good. */
export async function serve(options: ServeOptions): Promise<ExitCode> {
  try {
    return await serveUntilEnded(options);
  } catch (error) {
    const message = messageFor(error, options.port);
    if (message === null) throw error;
    console.error(message);
    return exitCodes.badInput;
  }
}

/** In words what a person can do something about; null for everything else. */
function messageFor(error: unknown, port: number): string | null {
  if (error instanceof EmbeddedFailure || error instanceof MigrationFailure) return error.message;
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
    return `Port ${port} is taken by another program: stop that, or choose another with --port.`;
  }
  return null;
}

async function serveUntilEnded(options: ServeOptions): Promise<ExitCode> {
  const told = process.env['DAYBREAK_ORIGIN'];
  const origin = originOf(told, options.port);
  if (origin === null) {
    console.error(`DAYBREAK_ORIGIN is "${told}": it has to be like https://daybreak.example`);
    return exitCodes.badInput;
  }
  const data = dataFolder(options.data);
  await mkdir(data, { recursive: true });
  const now = (): Date => new Date();
  const onProblem = (problem: string): void => console.error(problem);
  using threats = new NewestThreats({ dataFolder: data, now, onProblem });
  using exposure = new IndexExposure({ path: indexPath(data), threats, now, onProblem });
  const program = process.argv[1] ?? '';
  await using running = await runDaybreak({
    dataFolder: data,
    databaseUrl: process.env['DATABASE_URL'] ?? null,
    listenHost: options.host,
    listenPort: options.port,
    onEvent: (event) => console.error(event),
    context: {
      exposure,
      feeds: feedService(program, data, exposure),
      now,
      randomBytes,
      newId: randomUUID,
      origin,
      trustProxy: process.env['DAYBREAK_TRUST_PROXY'] === '1',
      firstRoot: async () => null,
      screensFolder: existsSync(join(screens, 'index.html')) ? screens : null,
      version: version(),
      log: { level: 'warn', write: (line) => process.stderr.write(line) },
    },
  });
  greet(origin, running.setupLink, data);
  // Awaited here: a promise returned as it is would let everything be stopped at once.
  return await ended(running.failed);
}

function greet(origin: string, setupLink: string | null, data: string): void {
  console.log(`\n  ${pc.bold('Daybreak')} is ready on ${pc.cyan(origin)}`);
  console.log(`  Its data are in ${data}`);
  if (setupLink !== null) {
    console.log(
      '\n  There is no administrator yet. This link makes one; it works once, for a day:',
    );
    console.log(`  ${pc.cyan(setupLink)}`);
  }
  console.log('\n  Ctrl+C stops it.\n');
}

function ended(failed: Promise<Error>): Promise<ExitCode> {
  return new Promise((resolve) => {
    const stop = (): void => resolve(exitCodes.answered);
    process.once('SIGINT', stop);
    process.once('SIGTERM', stop);
    void failed.then((error) => {
      console.error(`The database has ended: ${error.message}`);
      resolve(exitCodes.fault);
    });
  });
}
