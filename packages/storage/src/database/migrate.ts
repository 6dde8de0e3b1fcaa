/**
 * Brings the schema up to date: forward only, all of it or nothing, one server at a time, each
 * step recorded. A database that a newer Daybreak has changed is left alone.
 */

import { type Kysely, sql } from 'kysely';
import type { Transactor } from './index.ts';
import { type Migration, migrations } from './migrations/index.ts';
import type { Tables } from './tables.ts';

export class MigrationFailure extends Error {
  override readonly name = 'MigrationFailure';
}

/** Any number will do, as long as all servers use the same: it spells "dayb". */
const lockNumber = 0x64617962;

/**
 * @param at the time that is recorded
 * @returns names of the steps that were taken now
 * @throws MigrationFailure when the database is from a newer Daybreak, or a step fails
 */
export async function migrate(
  database: Kysely<Tables>,
  at: Date,
  steps: readonly Migration[] = migrations,
): Promise<string[]> {
  return database.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(${sql.lit(lockNumber)})`.execute(tx);
    const missing = await missingSteps(tx, steps);
    for (const step of missing) await take(tx, step, at);
    return missing.map(({ name }) => name);
  });
}

async function missingSteps(tx: Transactor, steps: readonly Migration[]): Promise<Migration[]> {
  await sql`create table if not exists daybreak_migrations
    (name text primary key, applied_at timestamptz not null)`.execute(tx);
  const rows = await tx.selectFrom('daybreak_migrations').select('name').execute();
  const known = new Set(steps.map(({ name }) => name));
  const foreign = rows.filter(({ name }) => !known.has(name)).map(({ name }) => name);
  if (foreign.length > 0) {
    throw new MigrationFailure(
      `This database was changed by a newer Daybreak (${foreign.join(', ')}). ` +
        'Start that version or a later one; nothing was changed.',
    );
  }
  const taken = new Set(rows.map(({ name }) => name));
  return steps.filter(({ name }) => !taken.has(name));
}

async function take(tx: Transactor, { name, text }: Migration, at: Date): Promise<void> {
  try {
    await sql.raw(text).execute(tx);
  } catch (error) {
    throw new MigrationFailure(`Step ${name} failed; nothing was changed.`, { cause: error });
  }
  await tx.insertInto('daybreak_migrations').values({ name, applied_at: at }).execute();
}
