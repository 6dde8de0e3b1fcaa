/** The keys with which the server signs what may be begun now. */
import type { Reader, Transactor } from '../database/index.ts';

export interface StoredServerKey {
  /** TUF's id of the key. */
  readonly id: string;
  /** PKCS8, PEM. */
  readonly privateKey: string;
}

/** `active`: the root names it. `next`: a root that is before approvers names it. */
export async function readServerKey(
  reader: Reader,
  state: 'active' | 'next',
): Promise<StoredServerKey | null> {
  const row = await reader
    .selectFrom('server_keys')
    .select(['id', 'private_key as privateKey'])
    .where('state', '=', state)
    .executeTakeFirst();
  return row ?? null;
}

/** In the place of a key that was to be the next one and never came to count. */
export async function addNextServerKey(
  tx: Transactor,
  { id, privateKey }: StoredServerKey,
  at: Date,
): Promise<void> {
  await tx.deleteFrom('server_keys').where('state', '=', 'next').execute();
  await tx
    .insertInto('server_keys')
    .values({ id, private_key: privateKey, state: 'next', created_at: at })
    .execute();
}

/** The next key counts from now on, and the one before it no more. */
export async function activateNextServerKey(tx: Transactor): Promise<void> {
  const next = await readServerKey(tx, 'next');
  if (next === null) return;
  await tx
    .updateTable('server_keys')
    .set({ state: 'retired', private_key: '' })
    .where('state', '=', 'active')
    .execute();
  await tx
    .updateTable('server_keys')
    .set({ state: 'active' })
    .where('state', '=', 'next')
    .execute();
}
