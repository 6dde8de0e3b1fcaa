/** One request of one agent: it counts once, of one machine, while the agent is not revoked. */

import { type CountedRun, judgeRequest } from '@daybreak/core/agent';
import { type HeldAgent, holdAgentOfKey, writeClone, writeRuns } from '@daybreak/storage/agent';
import { appendAudit } from '@daybreak/storage/audit';
import { type Transactor, transact } from '@daybreak/storage/database';
import type { ServerContext } from '../context/index.ts';
import { Refusal } from '../http/problem.ts';

/** A request whose signature holds. */
export interface AgentRequest {
  readonly keyId: string;
  readonly run: CountedRun;
}

/**
 * Does what the request asks for, in the transaction in which it is counted.
 * @throws Refusal when it does not count
 */
export async function withAgent<T>(
  { database, now }: ServerContext,
  { keyId, run }: AgentRequest,
  work: (tx: Transactor, agent: HeldAgent, at: Date) => Promise<T>,
  first: (tx: Transactor) => Promise<void> = async () => undefined,
): Promise<T> {
  const at = now();
  const done = await transact(database, async (tx) => {
    await first(tx);
    const agent = await holdAgentOfKey(tx, keyId);
    const refusal = agent === null ? unknownKey(keyId) : await countRequest(tx, agent, run, at);
    return agent === null || refusal !== null ? { refusal } : { result: await work(tx, agent, at) };
  });
  if ('result' in done) return done.result as T;
  throw done.refusal;
}

/** Null when the request of an agent that is held counts. A clone that it shows is written down. */
export async function countRequest(
  tx: Transactor,
  agent: HeldAgent,
  run: CountedRun,
  at: Date,
): Promise<Refusal | null> {
  if (agent.revokedAt !== null) return revoked(agent.revokedAt);
  const verdict = judgeRequest(agent.runs, run);
  if (verdict.kind === 'replayed') return replayed(verdict.why);
  if (verdict.kind === 'accepted') {
    await writeRuns(tx, agent.hostId, { runs: verdict.keep, at });
    return null;
  }
  if (agent.runs.clone === null) {
    await writeClone(tx, agent.hostId, { runs: verdict.keep, at });
    await tellOfClone(tx, agent.hostName, verdict.why, at);
  }
  return cloned(verdict.why);
}

export async function tellOfClone(
  tx: Transactor,
  subject: string,
  why: string,
  at: Date,
): Promise<void> {
  const event = { at, actor: `agent of ${subject}`, subject, details: { why } };
  await appendAudit(tx, { ...event, action: 'agent.clone-noticed' });
}

export function unknownKey(keyId: string): Refusal {
  return new Refusal('key-unknown', `No host has the key ${keyId} any more: enrol it anew.`);
}

export function revoked(at: Date): Refusal {
  return new Refusal('agent-revoked', `An administrator revoked it at ${at.toISOString()}.`);
}

export function replayed(why: string): Refusal {
  return new Refusal('request-replayed', `${why}.`);
}

export function cloned(why: string): Refusal {
  const what = 'An administrator must settle that on the page of the host.';
  return new Refusal('agent-cloned', `${why}. ${what}`);
}
