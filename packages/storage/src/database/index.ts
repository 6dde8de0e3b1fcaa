/**
 * The database: a pool of connections, and two handles to it whose types say what one may do.
 * Whoever holds a Reader may look; only a Transactor, which lives as long as its transaction, may
 * write. Every Transactor is a Reader too.
 */

import { Kysely, PostgresDialect, sql, type Transaction } from 'kysely';
import pg from 'pg';
import type { Tables } from './tables.ts';

export { MigrationFailure, migrate } from './migrate.ts';
export type { Fleet, Tables } from './tables.ts';

export type Database = Kysely<Tables>;
export type Reader = Kysely<Tables>;
export type Transactor = Transaction<Tables>;

export type Connection =
  /** A PostgreSQL server that somebody else runs: `postgres://…`, as in DATABASE_URL. */
  | { readonly url: string }
  /** Our own, over its unix socket. */
  | {
      readonly host: string;
      readonly port: number;
      readonly user: string;
      readonly database: string;
    };

const poolMax = 8;
const connectTimeoutMs = 10_000;
const statementTimeoutMs = 120_000;

/**
 * Opens a pool; nothing is connected before the first query. Close it with `destroy()`.
 *
 * @param onLostConnection told when an idle connection breaks; the pool makes a new one by itself
 */
export function openDatabase(
  connection: Connection,
  onLostConnection: (error: Error) => void,
): Database {
  const target = 'url' in connection ? { connectionString: connection.url } : connection;
  const pool = new pg.Pool({
    ...target,
    max: poolMax,
    connectionTimeoutMillis: connectTimeoutMs,
    statement_timeout: statementTimeoutMs,
    application_name: 'daybreak',
  });
  pool.on('error', onLostConnection);
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
}

/** All of the work is done, or none of it. */
export function transact<T>(database: Database, work: (tx: Transactor) => Promise<T>): Promise<T> {
  return database.transaction().execute(work);
}

/** Can it be asked? Throws when it can not. */
export async function ping(database: Database): Promise<void> {
  await sql`select 1`.execute(database);
}
