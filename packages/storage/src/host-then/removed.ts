import { sql } from 'kysely';
import type { Reader } from '../database/index.ts';

/** Names of our own hosts that were removed after an instant, with their history; by the ledger. */
export async function removedSince(reader: Reader, at: Date): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select subject as name from audit
    where action = 'host.delete' and at > ${at} and details->>'fleet' = 'own'
    order by sequence`.execute(reader);
  return rows.map(({ name }) => name);
}
