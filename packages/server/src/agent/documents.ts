/** What an agent sends when the server lacks it, beside its posture. */

import { createHash } from 'node:crypto';
import { canonicalJson } from '@daybreak/core/json';
import type { AgentHealth, AgentStatus, Candidates } from '@daybreak/protocol/agent';
import {
  type HashedDocument,
  writeCandidates,
  writeHealth,
  writeStatus,
} from '@daybreak/storage/agent';
import { tellRollouts } from '@daybreak/storage/rollout';
import type { ServerContext } from '../context/index.ts';
import { type AgentRequest, withAgent } from './accept.ts';

export function takeCandidates(
  context: ServerContext,
  request: AgentRequest,
  said: Candidates,
): Promise<void> {
  return withAgent(context, request, (tx, { hostId }, at) =>
    writeCandidates(tx, hostId, {
      ...hashed(said, at),
      text: JSON.stringify([...said.candidates, ...(said.updates ?? [])]),
    }),
  );
}

export function takeStatus(
  context: ServerContext,
  request: AgentRequest,
  status: AgentStatus,
): Promise<void> {
  return withAgent(context, request, (tx, { hostId }, at) =>
    writeStatus(tx, hostId, hashed(status, at)),
  );
}

export function takeHealth(
  context: ServerContext,
  request: AgentRequest,
  health: AgentHealth,
): Promise<void> {
  return withAgent(context, request, async (tx, { hostId }, at) => {
    const change = await writeHealth(tx, hostId, hashed(health, at));
    if (change === null) return;
    await tellRollouts(tx, hostId, { news: 'health', detail: JSON.stringify(change.after) });
  });
}

/** Under the hash by which the agent names it in its check-ins. */
function hashed(document: object, at: Date): HashedDocument {
  const text = canonicalJson(document);
  return { hash: createHash('sha256').update(text).digest('hex'), text, at };
}
