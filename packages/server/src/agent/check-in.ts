/** Check-ins are gathered, decided and written together, and answered once they are on disk. */

import { judgeRequest, type KeptRuns } from '@daybreak/core/agent';
import type { CheckIn, CheckInAnswer, DocumentKind } from '@daybreak/protocol/agent';
import {
  type AskingAgent,
  type CountedCheckIn,
  holdAskingAgents,
  writeCheckIns,
  writeClone,
} from '@daybreak/storage/agent';
import { type Database, transact } from '@daybreak/storage/database';
import { type GrantedOrder, grantOrders } from '@daybreak/storage/order';
import { Refusal } from '../http/problem.ts';
import { type AgentRequest, cloned, replayed, revoked, tellOfClone, unknownKey } from './accept.ts';

/** A check-in whose signature holds. */
export interface AgentCheckIn extends AgentRequest {
  readonly said: CheckIn;
}

/** What became of the batch's agents, each once. */
interface Decided {
  readonly agent: AskingAgent;
  runs: KeptRuns;
  counted: CountedCheckIn | null;
  clone: string | null;
}

/** An answer or a refusal for each, in their order. */
export function answerCheckIns(
  { database, now }: { readonly database: Database; readonly now: () => Date },
  batch: readonly AgentCheckIn[],
): Promise<(CheckInAnswer | Refusal)[]> {
  const at = now();
  return transact(database, async (tx) => {
    const agents = await holdAskingAgents(tx, [...new Set(batch.map(({ keyId }) => keyId))]);
    const decided = new Map<string, Decided>();
    for (const [keyId, agent] of agents) {
      decided.set(keyId, { agent, runs: agent.runs, counted: null, clone: null });
    }
    const answers = batch.map((checkIn) => decide(decided.get(checkIn.keyId), checkIn));
    const all = [...decided.values()];
    const sound = all.filter(({ clone }) => clone === null);
    await writeCheckIns(
      tx,
      at,
      sound.flatMap(({ counted }) => counted ?? []),
    );
    const orders = sound.flatMap(({ agent, counted }) => (counted && agent.order) ?? []);
    const granted = orders.length === 0 ? [] : await grantOrders(tx, orders, at);
    for (const { agent, runs, clone } of all) {
      if (clone === null) continue;
      await writeClone(tx, agent.hostId, { runs, at });
      await tellOfClone(tx, agent.hostName, clone, at);
    }
    return withOrders(batch, answers, { decided, granted, at });
  });
}

function decide(
  decided: Decided | undefined,
  { keyId, run, said }: AgentCheckIn,
): CheckInAnswer | Refusal {
  if (decided === undefined) return unknownKey(keyId);
  const { agent } = decided;
  if (agent.revokedAt !== null) return revoked(agent.revokedAt);
  const verdict = judgeRequest(decided.runs, run);
  if (verdict.kind === 'replayed') return replayed(verdict.why);
  if (verdict.kind === 'cloned') {
    if (decided.runs.clone === null) decided.clone = verdict.why;
    decided.runs = verdict.keep;
    return cloned(verdict.why);
  }
  decided.runs = verdict.keep;
  decided.counted = countedCheckIn(agent, verdict.keep, said);
  const { pollSeconds, watch } = agent;
  return { pollSeconds, wants: wantsOf(agent, said), order: null, watch: watchOf(watch) };
}

function countedCheckIn(agent: AskingAgent, runs: KeptRuns, said: CheckIn): CountedCheckIn {
  const candidatesAt = said.candidatesAt === null ? null : new Date(said.candidatesAt);
  const isUnchanged = said.posture !== null && said.posture === agent.posture;
  return { hostId: agent.hostId, runs, candidatesAt, isUnchanged };
}

function wantsOf(agent: AskingAgent, said: CheckIn): DocumentKind[] {
  const kinds = ['posture', 'candidates', 'status', 'health'] as const;
  const lacked = kinds.filter((kind) => said[kind] !== null && said[kind] !== agent[kind]);
  // What it saw of what is watched no more is of no use.
  return agent.watch === null ? lacked.filter((kind) => kind !== 'health') : lacked;
}

function watchOf(watch: AskingAgent['watch']): CheckInAnswer['watch'] {
  return watch && { ...watch, manifests: [...watch.manifests] };
}

/** None for a host of which another request in the batch has shown that it is two. */
function withOrders(
  batch: readonly AgentCheckIn[],
  answers: readonly (CheckInAnswer | Refusal)[],
  context: {
    readonly decided: ReadonlyMap<string, Decided>;
    readonly granted: readonly GrantedOrder[];
    readonly at: Date;
  },
): (CheckInAnswer | Refusal)[] {
  const byHost = new Map(context.granted.map((order) => [order.host, order]));
  return answers.map((answer, index) => {
    const hostId = context.decided.get(batch[index]?.keyId ?? '')?.agent.hostId ?? '';
    const order = byHost.get(hostId);
    if (answer instanceof Refusal || order === undefined) return answer;
    return { ...answer, order: orderedOf(order, context.at) };
  });
}

/** The host counts from when it asked, which was before now: it stops before the lease ends here. */
function orderedOf({ leaseUntil, ...order }: GrantedOrder, at: Date): CheckInAnswer['order'] {
  const leaseMs = Math.max(1, leaseUntil.getTime() - at.getTime());
  return {
    ...order,
    action: order.action as NonNullable<CheckInAnswer['order']>['action'],
    packages: [...order.packages],
    updates: [...order.updates],
    leaseMs,
  };
}
