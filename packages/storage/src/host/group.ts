import type { Transactor } from '../database/index.ts';
import { hostKey } from './observe.ts';
import { takeTurn } from './turn.ts';

/**
 * The group of the own host with this name, empty for none; null when there is no such host. It
 * stays so until the transaction ends: other imports wait.
 */
export async function groupOfHost(tx: Transactor, name: string): Promise<string | null> {
  await takeTurn(tx);
  const row = await tx
    .selectFrom('hosts')
    .select('host_group')
    .where('fleet', '=', 'own')
    .where('name_key', '=', hostKey(name))
    .executeTakeFirst();
  return row?.host_group ?? null;
}
