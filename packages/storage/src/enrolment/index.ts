/** Tokens with which hosts enrol into a group, as often as they like. Only their hashes are kept. */

import type { Reader, Transactor } from '../database/index.ts';

export interface NewEnrolmentToken {
  readonly tokenHash: string;
  readonly id: string;
  /** Of the hosts that enrol with it; empty for hosts without a group. */
  readonly group: string;
  /** Id of the user who makes it. */
  readonly createdBy: string;
  readonly at: Date;
  readonly expiresAt: Date;
}

/** A token that has neither expired nor been revoked. */
export interface EnrolmentToken {
  readonly id: string;
  readonly group: string;
  /** Name of the user who made it. */
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  /** How many inventories came with it; a host that sends two counts twice. */
  readonly uses: number;
  readonly lastUsedAt: Date | null;
}

export async function addEnrolmentToken(tx: Transactor, token: NewEnrolmentToken): Promise<void> {
  await tx
    .insertInto('enrolment_tokens')
    .values({
      token_hash: token.tokenHash,
      id: token.id,
      host_group: token.group,
      created_by: token.createdBy,
      created_at: token.at,
      expires_at: token.expiresAt,
      revoked_at: null,
      last_used_at: null,
    })
    .execute();
}

/** Null when there is none, or it works no more. */
export async function findEnrolmentToken(
  reader: Reader,
  { tokenHash, at }: { readonly tokenHash: string; readonly at: Date },
): Promise<EnrolmentToken | null> {
  const found = await working(reader, at).where('token_hash', '=', tokenHash).executeTakeFirst();
  return found ?? null;
}

/** Those that work, the newest first. */
export function listEnrolmentTokens(reader: Reader, at: Date): Promise<EnrolmentToken[]> {
  return working(reader, at).orderBy('createdAt', 'desc').orderBy('id').execute();
}

function working(reader: Reader, at: Date) {
  return reader
    .selectFrom('enrolment_tokens')
    .innerJoin('users', 'users.id', 'enrolment_tokens.created_by')
    .select([
      'enrolment_tokens.id',
      'host_group as group',
      'users.name as createdBy',
      'enrolment_tokens.created_at as createdAt',
      'expires_at as expiresAt',
      'uses',
      'last_used_at as lastUsedAt',
    ])
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', at);
}

/**
 * Whether the token works, and keeps it from being revoked until the transaction ends. Where it is
 * false nothing must be done with the token, nor told.
 */
export async function holdEnrolmentToken(
  tx: Transactor,
  { id, at }: { readonly id: string; readonly at: Date },
): Promise<boolean> {
  const held = await tx
    .selectFrom('enrolment_tokens')
    .select('id')
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', at)
    .forUpdate()
    .executeTakeFirst();
  return held !== undefined;
}

/** Counts a use of a token that is held. */
export async function countEnrolmentTokenUse(
  tx: Transactor,
  { id, at }: { readonly id: string; readonly at: Date },
): Promise<void> {
  await tx
    .updateTable('enrolment_tokens')
    .set(({ eb }) => ({ uses: eb('uses', '+', 1), last_used_at: at }))
    .where('id', '=', id)
    .execute();
}

/** From now on it works no more. Returns its group; null when there was none that worked. */
export async function revokeEnrolmentToken(
  tx: Transactor,
  { id, at }: { readonly id: string; readonly at: Date },
): Promise<string | null> {
  const revoked = await tx
    .updateTable('enrolment_tokens')
    .set({ revoked_at: at })
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', at)
    .returning('host_group')
    .executeTakeFirst();
  return revoked?.host_group ?? null;
}
