/** Tokens with which agents join, as administrators make, list and revoke them. */
import { z } from 'zod';
import { hostId } from '../host/index.ts';
import { isoTime, textUpTo } from '../text/index.ts';
import { agentToken } from './enrolment.ts';

export const newAgentTokens = z.object({
  /** Of the hosts that join; empty for hosts without a group. Of a named host, its own counts. */
  group: textUpTo(200).trim().default(''),
  /** Each lets one host join. */
  count: z.int().min(1).max(1000).default(1),
  /** The only host that may join with it, also where it has an agent. */
  host: hostId.nullable().default(null),
});
export type NewAgentTokens = z.infer<typeof newAgentTokens>;

export const agentTokenId = z.uuid();

export const madeAgentTokens = z.object({
  group: z.string(),
  /** From this time on they work no more. */
  expiresAt: isoTime,
  tokens: z.array(
    z.object({
      id: agentTokenId,
      /** Not kept, and so never told again. */
      token: agentToken,
      /** What is run on the host. */
      command: z.string(),
    }),
  ),
});
export type MadeAgentTokens = z.infer<typeof madeAgentTokens>;

/** A token that works: it has neither expired nor been used or revoked. */
export const listedAgentToken = z.object({
  id: agentTokenId,
  group: z.string(),
  /** The only host that may join with it; null for any without an agent. */
  host: z.object({ id: hostId, name: z.string() }).nullable(),
  /** Name of the user who made it. */
  createdBy: z.string(),
  createdAt: isoTime,
  expiresAt: isoTime,
});
/** The newest first, up to a thousand. */
export const agentTokens = z.object({ tokens: z.array(listedAgentToken) });
export type AgentTokens = z.infer<typeof agentTokens>;
