/** Setup, login, logout: what happens, and what the ledger says of it. */

import type { AuditAction } from '@daybreak/core/audit';
import type { Credentials, Session, Setup } from '@daybreak/protocol/session';
import { appendAudit } from '@daybreak/storage/audit';
import { type Transactor, transact } from '@daybreak/storage/database';
import { replaceLink, useLink } from '@daybreak/storage/link';
import {
  addSession,
  addUser,
  countUsers,
  findSession,
  findUser,
  removeEndedSessions,
  removeSession,
  type StoredUser,
  touchSession,
} from '@daybreak/storage/user';
import type { ServerContext } from '../context/index.ts';
import { Refusal } from '../http/problem.ts';
import { hashPassword, isPassword, pretendToCheck } from './password.ts';
import { csrfTokenOf, hashToken, newToken } from './token.ts';

export const sessionMaxMs = 12 * 3_600_000;
export const sessionIdleMaxMs = 2 * 3_600_000;
export const setupLinkMaxMs = 24 * 3_600_000;
/** A session's last use is written at most this often: reading a page should not write. */
const touchEveryMs = 60_000;

/** A session with the secret that goes into the cookie. */
export interface OpenedSession {
  readonly token: string;
  readonly session: Session;
}

/**
 * The link for the first administrator; null when there is one already. Each call makes a new
 * one, and earlier ones work no more.
 */
export async function makeSetupLink(context: ServerContext): Promise<string | null> {
  const token = newToken(context.randomBytes);
  const at = context.now();
  return transact(context.database, async (tx) => {
    if ((await countUsers(tx)) > 0) return null;
    const expiresAt = new Date(at.getTime() + setupLinkMaxMs);
    const purpose = 'first-administrator';
    await replaceLink(tx, { tokenHash: hashToken(token), purpose, at, expiresAt });
    // After the #: the browser keeps it to itself, so no log along the way holds it.
    return `${context.origin}/setup#token=${token}`;
  });
}

/** Makes the first administrator and logs them in. */
export async function setUp(context: ServerContext, setup: Setup): Promise<OpenedSession> {
  const at = context.now();
  const password = await hashPassword(setup.password, context.randomBytes);
  const user = { id: context.newId(), name: setup.name, role: 'administrator' as const, password };
  return transact(context.database, async (tx) => {
    const link = { tokenHash: hashToken(setup.token), purpose: 'first-administrator' as const, at };
    if (!(await useLink(tx, link)) || (await countUsers(tx)) > 0) throw linkNotValid();
    await addUser(tx, user, at);
    await appendAudit(tx, event('user.setup', user.name, at));
    return openSession(tx, context, user);
  });
}

/** @throws Refusal the same for an unknown name as for a wrong password */
export async function logIn(
  context: ServerContext,
  { name, password }: Credentials,
): Promise<OpenedSession> {
  const user = await findUser(context.database, name);
  if (user === null) await pretendToCheck(password);
  if (user === null || !(await isPassword(password, user.password))) {
    throw new Refusal('login-refused', 'Check both and try again.');
  }
  return transact(context.database, async (tx) => {
    await appendAudit(tx, event('session.login', user.name, context.now()));
    return openSession(tx, context, user);
  });
}

async function openSession(
  tx: Transactor,
  context: ServerContext,
  user: StoredUser,
): Promise<OpenedSession> {
  const at = context.now();
  const token = newToken(context.randomBytes);
  const expiresAt = new Date(at.getTime() + sessionMaxMs);
  await removeEndedSessions(tx, at, new Date(at.getTime() - sessionIdleMaxMs));
  await addSession(tx, { tokenHash: hashToken(token), userId: user.id, at, expiresAt });
  return { token, session: sessionOf(token, user, expiresAt) };
}

/** The session of this token; null when there is none, or it has ended. Counts as a use of it. */
export async function resumeSession(
  context: ServerContext,
  token: string,
): Promise<Session | null> {
  const found = await findSession(context.database, hashToken(token));
  if (found === null) return null;
  const now = context.now();
  const idleMs = now.getTime() - found.lastUsedAt.getTime();
  if (now >= found.expiresAt || idleMs >= sessionIdleMaxMs) return null;
  if (idleMs >= touchEveryMs) {
    await transact(context.database, (tx) => touchSession(tx, hashToken(token), now));
  }
  return sessionOf(token, found.user, found.expiresAt);
}

export async function logOut(context: ServerContext, token: string, name: string): Promise<void> {
  await transact(context.database, async (tx) => {
    await removeSession(tx, hashToken(token));
    await appendAudit(tx, event('session.logout', name, context.now()));
  });
}

function sessionOf(token: string, user: Omit<StoredUser, 'password'>, expiresAt: Date): Session {
  const { id, name, role } = user;
  return {
    user: { id, name, role },
    csrfToken: csrfTokenOf(token),
    expiresAt: expiresAt.toISOString(),
  };
}

function event(action: AuditAction, actor: string, at: Date) {
  return { at, actor, action, subject: actor, details: {} };
}

function linkNotValid(): Refusal {
  return new Refusal(
    'link-not-valid',
    'It was used before, is older than a day, or a newer one took its place. ' +
      'While there is no administrator, each start of Daybreak prints a new one.',
  );
}
