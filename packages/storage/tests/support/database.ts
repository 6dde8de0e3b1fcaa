/** A real PostgreSQL for a test file, and a fresh, migrated database for each test that asks. */
import { chmodSync, mkdtempSync, realpathSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Database, migrate, openDatabase } from '@daybreak/storage/database';
import { type SocketConnection, startEmbedded } from '@daybreak/storage/embedded';
import { sql } from 'kysely';

export interface TestDatabase extends AsyncDisposable {
  readonly database: Database;
  readonly connection: SocketConnection;
}

export interface TestServer extends AsyncDisposable {
  readonly connection: SocketConnection;
  /** A database with the whole schema, copied from a template. */
  fresh(): Promise<TestDatabase>;
  /** A database without any table. */
  empty(): Promise<TestDatabase>;
}

const migratedAt = new Date('2026-01-01T00:00:00Z');

export async function startTestServer(): Promise<TestServer> {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'daybreak-test-')));
  chmodSync(root, 0o755);
  const server = await startEmbedded({ dataFolder: join(root, 'data') });
  const { connection } = server;
  const main = openDatabase(connection, ignoreLoss);
  await sql`create database migrated`.execute(main);
  const template = openDatabase({ ...connection, database: 'migrated' }, ignoreLoss);
  await migrate(template, migratedAt);
  await template.destroy();
  let count = 0;
  const make = async (from: string): Promise<TestDatabase> => {
    count += 1;
    const name = `test_${count}`;
    await sql.raw(`create database ${name} template ${from}`).execute(main);
    const database = openDatabase({ ...connection, database: name }, ignoreLoss);
    return {
      database,
      connection: { ...connection, database: name },
      [Symbol.asyncDispose]: () => database.destroy(),
    };
  };
  return {
    connection,
    fresh: () => make('migrated'),
    empty: () => make('template0'),
    [Symbol.asyncDispose]: async () => {
      await main.destroy();
      await server.stop();
      await rm(root, { recursive: true, force: true });
    },
  };
}

/** When the server stops, idle connections break: that is what stopping means. */
function ignoreLoss(): void {}
