/** What administrators do with the agent of one host. */

import { settleClone } from '@daybreak/core/agent';
import { type HeldAgent, holdAgentOfHost, revokeAgent, writeClone } from '@daybreak/storage/agent';
import { appendAudit } from '@daybreak/storage/audit';
import { type Transactor, transact } from '@daybreak/storage/database';
import type { ServerContext } from '../context/index.ts';
import { Refusal } from '../http/problem.ts';

/** Who does it, to which host's agent. */
interface Act {
  readonly actor: string;
  readonly hostId: string;
}

/** @throws Refusal when the host has no agent that could be revoked */
export function revokeAgentOf(context: ServerContext, act: Act): Promise<void> {
  return change(context, { ...act, action: 'agent.revoke' }, async (tx, { hostId }, at) => {
    if (!(await revokeAgent(tx, hostId, at))) throw nothing('Its agent is revoked already.');
  });
}

/** @throws Refusal when no clone was noticed */
export function settleCloneOf(context: ServerContext, act: Act): Promise<void> {
  return change(context, { ...act, action: 'agent.settle-clone' }, async (tx, { hostId, runs }) => {
    if (runs.clone === null) throw nothing('No second machine was noticed.');
    await writeClone(tx, hostId, { runs: settleClone(runs), at: null });
  });
}

async function change(
  { database, now }: ServerContext,
  { actor, hostId, action }: Act & { readonly action: 'agent.revoke' | 'agent.settle-clone' },
  work: (tx: Transactor, agent: HeldAgent, at: Date) => Promise<void>,
): Promise<void> {
  const at = now();
  await transact(database, async (tx) => {
    const agent = await holdAgentOfHost(tx, hostId);
    if (agent === null) throw nothing('This host has no agent.');
    await work(tx, agent, at);
    const details = { host: hostId, key: agent.keyId };
    await appendAudit(tx, { at, actor, action, subject: agent.hostName, details });
  });
}

function nothing(detail: string): Refusal {
  return new Refusal('not-found', detail);
}
