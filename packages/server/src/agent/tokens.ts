/** Agents' tokens: made for a group or a host, told once, revoked; and what the ledger says of it. */

import type { AgentTokens, MadeAgentTokens, NewAgentTokens } from '@daybreak/protocol/agent';
import type { User } from '@daybreak/protocol/session';
import {
  addAgentTokens,
  findJoiningHost,
  listAgentTokens,
  revokeAgentToken,
} from '@daybreak/storage/agent';
import { appendAudit } from '@daybreak/storage/audit';
import { type Transactor, transact } from '@daybreak/storage/database';
import type { ServerContext } from '../context/index.ts';
import { Refusal } from '../http/problem.ts';
import { hashToken, newToken } from '../session/token.ts';
import { rootHash } from '../trust/view.ts';

/** Long enough to bring them to the hosts; what leaks is worth little after it. */
export const agentTokenMaxMs = 24 * 3_600_000;

/** @throws Refusal when there is no such host */
export async function makeAgentTokens(
  context: ServerContext,
  { id: createdBy, name: actor }: User,
  asked: NewAgentTokens,
): Promise<MadeAgentTokens> {
  const at = context.now();
  const expiresAt = new Date(at.getTime() + agentTokenMaxMs);
  const root = await rootHash(context.database);
  const made = Array.from({ length: asked.count }, () => ({
    id: context.newId(),
    secret: newToken(context.randomBytes),
  }));
  const group = await transact(context.database, async (tx) => {
    const { group: ofTokens, host } = await meant(tx, asked);
    const kept = made.map(({ id, secret }) => ({ id, tokenHash: hashToken(secret) }));
    const terms = { group: ofTokens, hostId: asked.host, createdBy, at, expiresAt };
    await addAgentTokens(tx, kept, terms);
    const ids = made.map(({ id }) => id);
    const details = { ids, host, expiresAt: expiresAt.toISOString() };
    const action = 'agent-token.make';
    await appendAudit(tx, { at, actor, action, subject: ofTokens, details });
    return ofTokens;
  });
  const tokens = made.map(({ id, secret }) => {
    const token = ['dbk1', secret, ...(root === null ? [] : [root])].join('.');
    return { id, token, command: `daybreak-agent enroll ${context.origin} ${token}` };
  });
  return { group, expiresAt: expiresAt.toISOString(), tokens };
}

/** The group of the hosts that are to join, and the name of the only one. */
async function meant(
  tx: Transactor,
  { group, host: id }: NewAgentTokens,
): Promise<{ group: string; host: string | null }> {
  if (id === null) return { group, host: null };
  const host = await findJoiningHost(tx, { id });
  if (host === null) throw new Refusal('not-found', 'There is no such host of your own.');
  return { group: host.group, host: host.name };
}

export async function listedAgentTokens({ database, now }: ServerContext): Promise<AgentTokens> {
  const tokens = await listAgentTokens(database, now());
  return {
    tokens: tokens.map(({ hostId, hostName, createdAt, expiresAt, ...token }) => ({
      ...token,
      host: hostId === null || hostName === null ? null : { id: hostId, name: hostName },
      createdAt: createdAt.toISOString(),
      expiresAt: expiresAt.toISOString(),
    })),
  };
}

/** @throws Refusal when there is none with this id that works */
export async function endAgentToken(
  { database, now }: ServerContext,
  actor: string,
  id: string,
): Promise<void> {
  const at = now();
  await transact(database, async (tx) => {
    const group = await revokeAgentToken(tx, { id, at });
    if (group === null) {
      throw new Refusal('not-found', 'There is no such token; it may have been used or expired.');
    }
    const action = 'agent-token.revoke';
    await appendAudit(tx, { at, actor, action, subject: group, details: { id } });
  });
}
