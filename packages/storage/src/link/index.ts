/** Links that work once. Only the hash of the token is kept. */

import type { Transactor } from '../database/index.ts';

export type LinkPurpose = 'first-administrator';

export interface NewLink {
  readonly tokenHash: string;
  readonly purpose: LinkPurpose;
  readonly at: Date;
  readonly expiresAt: Date;
}

/** Adds the link; earlier ones for the same purpose work no more. */
export async function replaceLink(tx: Transactor, link: NewLink): Promise<void> {
  await tx
    .deleteFrom('one_time_links')
    .where('purpose', '=', link.purpose)
    .where('used_at', 'is', null)
    .execute();
  await tx
    .insertInto('one_time_links')
    .values({
      token_hash: link.tokenHash,
      purpose: link.purpose,
      created_at: link.at,
      expires_at: link.expiresAt,
      used_at: null,
    })
    .execute();
}

/** Uses the link up. False when it is not known, was used before, or has expired. */
export async function useLink(
  tx: Transactor,
  { tokenHash, purpose, at }: { tokenHash: string; purpose: LinkPurpose; at: Date },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('one_time_links')
    .set({ used_at: at })
    .where('token_hash', '=', tokenHash)
    .where('purpose', '=', purpose)
    .where('used_at', 'is', null)
    .where('expires_at', '>', at)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
