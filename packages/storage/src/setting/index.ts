/** Settings that outlive a restart, by name. */

import type { Reader, Transactor } from '../database/index.ts';

/** The value as it was written; undefined when there is none. The caller checks its form. */
export async function readSetting(reader: Reader, key: string): Promise<unknown> {
  const row = await reader
    .selectFrom('settings')
    .select('value')
    .where('key', '=', key)
    .executeTakeFirst();
  return row?.value;
}

export async function writeSetting(
  tx: Transactor,
  key: string,
  value: unknown,
  at: Date,
): Promise<void> {
  const text = JSON.stringify(value);
  await tx
    .insertInto('settings')
    .values({ key, value: text, updated_at: at })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value: text, updated_at: at }))
    .execute();
}
