/** Whom hosts believe, and what they were told: keys, metadata, proposals, manifests. */
import { sql } from 'kysely';
import type { Transactor } from '../database/index.ts';

export * from './metadata.ts';
export * from './pacing.ts';
export * from './proposals.ts';
export * from './server-keys.ts';

/** Changes of trust take turns, whichever server makes them; it spells "trus". */
const turnLock = 0x74727573;

/** Until the transaction ends, no other one changes what is signed. */
export async function holdTrust(tx: Transactor): Promise<void> {
  await sql`select pg_advisory_xact_lock(${sql.lit(turnLock)})`.execute(tx);
}
