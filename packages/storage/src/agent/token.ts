/** Tokens with which one host each joins. Only their hashes are kept. */

import type { Reader, Transactor } from '../database/index.ts';

export interface NewAgentToken {
  readonly tokenHash: string;
  readonly id: string;
}

/** What tokens that are made together share. */
export interface AgentTokenTerms {
  /** Of the host that joins; empty for one without a group. */
  readonly group: string;
  /** The only host that may join with it; null for any that has no agent. */
  readonly hostId: string | null;
  /** Id of the user who makes them. */
  readonly createdBy: string;
  readonly at: Date;
  readonly expiresAt: Date;
}

export async function addAgentTokens(
  tx: Transactor,
  tokens: readonly NewAgentToken[],
  { group, hostId, createdBy, at, expiresAt }: AgentTokenTerms,
): Promise<void> {
  const terms = { host_group: group, host_id: hostId, created_by: createdBy };
  const unused = { revoked_at: null, used_at: null, used_by_key: null };
  const rows = tokens.map(({ tokenHash, id }) => ({
    ...{ token_hash: tokenHash, id, ...terms },
    ...{ created_at: at, expires_at: expiresAt, ...unused },
  }));
  await tx.insertInto('agent_tokens').values(rows).execute();
}

/** A token that has neither expired nor been used or revoked. */
export interface AgentToken {
  readonly id: string;
  readonly group: string;
  readonly hostId: string | null;
  readonly hostName: string | null;
  /** Name of the user who made it. */
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

/** How many are listed at most: a person looks for one of these, and the rest expire in a day. */
const listedMax = 1000;

/** Those that work, the newest first. */
export function listAgentTokens(reader: Reader, at: Date): Promise<AgentToken[]> {
  return reader
    .selectFrom('agent_tokens as t')
    .innerJoin('users', 'users.id', 't.created_by')
    .leftJoin('hosts', 'hosts.id', 't.host_id')
    .select([
      't.id',
      't.host_group as group',
      't.host_id as hostId',
      'hosts.name as hostName',
      'users.name as createdBy',
      't.created_at as createdAt',
      't.expires_at as expiresAt',
    ])
    .where('t.revoked_at', 'is', null)
    .where('t.used_at', 'is', null)
    .where('t.expires_at', '>', at)
    .orderBy('t.created_at', 'desc')
    .orderBy('t.id')
    .limit(listedMax)
    .execute();
}

export interface HeldAgentToken {
  readonly id: string;
  readonly group: string;
  readonly hostId: string | null;
  /** Name of the user who made it. */
  readonly createdBy: string;
  /** The key that has joined with it; null while none has. */
  readonly usedByKey: string | null;
}

/**
 * The token, which nobody else uses or revokes until the transaction ends. Null when there is none,
 * or it works no more; one that was used is told of whenever it was.
 */
export async function holdAgentToken(
  tx: Transactor,
  { tokenHash, at }: { readonly tokenHash: string; readonly at: Date },
): Promise<HeldAgentToken | null> {
  const row = await tx
    .selectFrom('agent_tokens as t')
    .innerJoin('users', 'users.id', 't.created_by')
    .select([
      't.id',
      't.host_group as group',
      't.host_id as hostId',
      'users.name as createdBy',
      't.used_by_key as usedByKey',
    ])
    .where('t.token_hash', '=', tokenHash)
    .where('t.revoked_at', 'is', null)
    .where(({ eb, or }) => or([eb('t.expires_at', '>', at), eb('t.used_at', 'is not', null)]))
    .forUpdate('t')
    .executeTakeFirst();
  return row ?? null;
}

/** The token is used up by that key. */
export async function useAgentToken(
  tx: Transactor,
  { id, keyId, at }: { readonly id: string; readonly keyId: string; readonly at: Date },
): Promise<void> {
  const use = { used_at: at, used_by_key: keyId };
  await tx.updateTable('agent_tokens').set(use).where('id', '=', id).execute();
}

/** From now on it works no more. Returns its group; null when there was none that worked. */
export async function revokeAgentToken(
  tx: Transactor,
  { id, at }: { readonly id: string; readonly at: Date },
): Promise<string | null> {
  const revoked = await tx
    .updateTable('agent_tokens')
    .set({ revoked_at: at })
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .where('used_at', 'is', null)
    .where('expires_at', '>', at)
    .returning('host_group')
    .executeTakeFirst();
  return revoked?.host_group ?? null;
}
