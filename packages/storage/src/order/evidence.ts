/** What hosts have gathered before an order, and handed over. */
import type { Reader, Transactor } from '../database/index.ts';

export interface StoredEvidence {
  /** Of the bytes, hexadecimal. */
  readonly sha256: string;
  /** Gzipped JSON. */
  readonly bytes: Uint8Array;
  readonly receivedAt: Date;
}

/** The same again changes nothing. False where other bytes are there, or the host has no such order. */
export async function addEvidence(
  tx: Transactor,
  { id, hostId }: { readonly id: string; readonly hostId: string },
  { sha256, bytes, receivedAt }: StoredEvidence,
): Promise<boolean> {
  const order = await tx
    .selectFrom('orders')
    .select('id')
    .where('id', '=', id)
    .where('host_id', '=', hostId)
    .executeTakeFirst();
  if (order === undefined) return false;
  await tx
    .insertInto('order_evidence')
    .values({ order_id: id, sha256, bytes: Buffer.from(bytes), received_at: receivedAt })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return (await readEvidence(tx, { id, hostId }))?.sha256 === sha256;
}

/** Null where the host has handed over none for this order. */
export async function readEvidence(
  reader: Reader,
  { id, hostId }: { readonly id: string; readonly hostId: string },
): Promise<StoredEvidence | null> {
  const row = await reader
    .selectFrom('order_evidence as e')
    .innerJoin('orders as o', 'o.id', 'e.order_id')
    .select(['e.sha256', 'e.bytes', 'e.received_at as receivedAt'])
    .where('o.id', '=', id)
    .where('o.host_id', '=', hostId)
    .executeTakeFirst();
  return row ?? null;
}
