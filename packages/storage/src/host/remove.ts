/** Removing hosts. */

import type { Fleet, Transactor } from '../database/index.ts';

/** Removes a host with its history. False when there is none. */
export async function deleteHost(tx: Transactor, id: string): Promise<boolean> {
  const { numDeletedRows } = await tx.deleteFrom('hosts').where('id', '=', id).executeTakeFirst();
  return numDeletedRows > 0n;
}

/** Removes every host of a fleet; postures that nobody ever had but them stay, they say nothing. */
export async function deleteFleet(tx: Transactor, fleet: Fleet): Promise<number> {
  const { numDeletedRows } = await tx
    .deleteFrom('hosts')
    .where('fleet', '=', fleet)
    .executeTakeFirst();
  return Number(numDeletedRows);
}
