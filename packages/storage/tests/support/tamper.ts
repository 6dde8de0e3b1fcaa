import type { Database } from '@daybreak/storage/database';
import { sql } from 'kysely';

/** Changes what triggers would refuse, as somebody with the rights of a superuser can. */
export async function tamper(database: Database, statement: string): Promise<void> {
  await database.connection().execute(async (one) => {
    await sql`set session_replication_role = replica`.execute(one);
    await sql.raw(statement).execute(one);
    await sql`reset session_replication_role`.execute(one);
  });
}
