import { sql } from 'kysely';
import type { Transactor } from '../database/index.ts';

/** Imports take turns, so that two of them can not deadlock over their hosts: it spells "host". */
const turnLock = 0x686f7374;

/** Until the transaction ends, no other one records hosts or their facts. May be taken again in it. */
export async function takeTurn(tx: Transactor): Promise<void> {
  await sql`select pg_advisory_xact_lock(${sql.lit(turnLock)})`.execute(tx);
}
