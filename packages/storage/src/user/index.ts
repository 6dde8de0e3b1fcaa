/** People who may use Daybreak, and their sessions. */

import type { Reader, Transactor } from '../database/index.ts';

export interface StoredUser {
  readonly id: string;
  readonly name: string;
  readonly role: 'administrator';
  /** As the password hasher wrote it; never shown. */
  readonly password: string;
}

export interface StoredSession {
  readonly user: Omit<StoredUser, 'password'>;
  readonly lastUsedAt: Date;
  readonly expiresAt: Date;
}

/** The key of a name: names that differ only in case, or in how they are composed, are one. */
export function userKey(name: string): string {
  return name.normalize('NFKC').toLowerCase();
}

export async function countUsers(reader: Reader): Promise<number> {
  const { users } = await reader
    .selectFrom('users')
    .select(({ fn }) => fn.countAll<string>().as('users'))
    .executeTakeFirstOrThrow();
  return Number(users);
}

export async function findUser(reader: Reader, name: string): Promise<StoredUser | null> {
  const row = await reader
    .selectFrom('users')
    .select(['id', 'name', 'role', 'password'])
    .where('name_key', '=', userKey(name))
    .executeTakeFirst();
  return row ?? null;
}

export async function addUser(tx: Transactor, user: StoredUser, at: Date): Promise<void> {
  await tx
    .insertInto('users')
    .values({ ...user, name_key: userKey(user.name), created_at: at })
    .execute();
}

export interface NewSession {
  readonly tokenHash: string;
  readonly userId: string;
  readonly at: Date;
  readonly expiresAt: Date;
}

export async function addSession(tx: Transactor, session: NewSession): Promise<void> {
  await tx
    .insertInto('sessions')
    .values({
      token_hash: session.tokenHash,
      user_id: session.userId,
      created_at: session.at,
      last_used_at: session.at,
      expires_at: session.expiresAt,
    })
    .execute();
}

/** The session with this token, expired or not; null when there is none. */
export async function findSession(
  reader: Reader,
  tokenHash: string,
): Promise<StoredSession | null> {
  const row = await reader
    .selectFrom('sessions')
    .innerJoin('users', 'users.id', 'sessions.user_id')
    .select(['users.id', 'users.name', 'users.role', 'last_used_at', 'expires_at'])
    .where('token_hash', '=', tokenHash)
    .executeTakeFirst();
  if (row === undefined) return null;
  const { id, name, role, last_used_at: lastUsedAt, expires_at: expiresAt } = row;
  return { user: { id, name, role }, lastUsedAt, expiresAt };
}

export async function touchSession(tx: Transactor, tokenHash: string, at: Date): Promise<void> {
  await tx
    .updateTable('sessions')
    .set({ last_used_at: at })
    .where('token_hash', '=', tokenHash)
    .execute();
}

export async function removeSession(tx: Transactor, tokenHash: string): Promise<void> {
  await tx.deleteFrom('sessions').where('token_hash', '=', tokenHash).execute();
}

/** Removes the sessions that ended before this time, or were last used before `idleSince`. */
export async function removeEndedSessions(
  tx: Transactor,
  at: Date,
  idleSince: Date,
): Promise<number> {
  const { numDeletedRows } = await tx
    .deleteFrom('sessions')
    .where(({ or, eb }) => or([eb('expires_at', '<=', at), eb('last_used_at', '<=', idleSince)]))
    .executeTakeFirst();
  return Number(numDeletedRows);
}
