/** Enrolment tokens: made for a group, told once, revoked; and what the ledger says of it. */

import type {
  EnrolmentTokens,
  EnrolmentToken as ListedToken,
  MadeEnrolmentToken,
} from '@daybreak/protocol/enrolment';
import type { User } from '@daybreak/protocol/session';
import { appendAudit } from '@daybreak/storage/audit';
import { transact } from '@daybreak/storage/database';
import {
  addEnrolmentToken,
  type EnrolmentToken,
  listEnrolmentTokens,
  revokeEnrolmentToken,
} from '@daybreak/storage/enrolment';
import type { ServerContext } from '../context/index.ts';
import { Refusal } from '../http/problem.ts';
import { hashToken, newToken } from '../session/token.ts';

/** A start-up script reaches most hosts within a day; what leaks is worth little after it. */
export const enrolmentTokenMaxMs = 24 * 3_600_000;

export async function makeToken(
  context: ServerContext,
  { id: createdBy, name }: User,
  group: string,
): Promise<MadeEnrolmentToken> {
  const [secret, id, at] = [newToken(context.randomBytes), context.newId(), context.now()];
  const expiresAt = new Date(at.getTime() + enrolmentTokenMaxMs);
  await transact(context.database, async (tx) => {
    const tokenHash = hashToken(secret);
    await addEnrolmentToken(tx, { tokenHash, id, group, createdBy, at, expiresAt });
    const details = { id, expiresAt: expiresAt.toISOString() };
    const action = 'enrolment-token.make';
    await appendAudit(tx, { at, actor: name, action, subject: group, details });
  });
  const made = { id, group, createdBy: name, createdAt: at, expiresAt, uses: 0, lastUsedAt: null };
  return { secret, origin: context.origin, token: listed(made) };
}

export async function listTokens({
  database,
  now,
  origin,
}: ServerContext): Promise<EnrolmentTokens> {
  const tokens = await listEnrolmentTokens(database, now());
  return { origin, tokens: tokens.map(listed) };
}

/** @throws Refusal when there is none with this id that works */
export async function revokeToken(
  { database, now }: ServerContext,
  actor: string,
  id: string,
): Promise<void> {
  const at = now();
  await transact(database, async (tx) => {
    const group = await revokeEnrolmentToken(tx, { id, at });
    if (group === null) {
      throw new Refusal('not-found', 'There is no such token; it may have expired.');
    }
    const action = 'enrolment-token.revoke';
    await appendAudit(tx, { at, actor, action, subject: group, details: { id } });
  });
}

function listed({ createdAt, expiresAt, lastUsedAt, ...token }: EnrolmentToken): ListedToken {
  return {
    ...token,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
  };
}
