/**
 * An agent joins (docs/adr/0011, 1). Its token lets one host in: one that has no agent, and is new or
 * of the token's group; or, with a token for just that host, one whose agent is to be another.
 */

import { judgeRequest, noRuns } from '@daybreak/core/agent';
import type { AgentEnrolment, EnrolledAgent, OrderOutcome } from '@daybreak/protocol/agent';
import {
  addJoiningHost,
  findJoiningHost,
  type HeldAgentToken,
  holdAgentOfKey,
  holdAgentToken,
  type JoiningHost,
  putAgent,
  readAgentKeys,
  useAgentToken,
} from '@daybreak/storage/agent';
import { appendAudit } from '@daybreak/storage/audit';
import { type Transactor, transact } from '@daybreak/storage/database';
import { hostKey } from '@daybreak/storage/host';
import { endBegunOrders } from '@daybreak/storage/order';
import type { ServerContext } from '../context/index.ts';
import { tokenNotValid } from '../enrolment/access.ts';
import { Refusal } from '../http/problem.ts';
import { hashToken } from '../session/token.ts';
import { type AgentRequest, countRequest } from './accept.ts';

/** A host is asked to come every five minutes: a fleet of a million is 3,333 check-ins a second. */
const pollSeconds = 300;

/** An enrolment whose signature is by the key that it brings. */
export interface JoiningAgent extends AgentRequest {
  readonly said: AgentEnrolment;
}

interface Joining {
  readonly context: ServerContext;
  readonly agent: JoiningAgent;
  readonly token: HeldAgentToken;
  readonly at: Date;
}

/** @throws Refusal when the token does not let this host in */
export async function enrolAgent(
  context: ServerContext,
  agent: JoiningAgent,
): Promise<EnrolledAgent> {
  const at = context.now();
  const outcome = await transact(context.database, async (tx) => {
    const token = await holdAgentToken(tx, { tokenHash: hashToken(agent.said.secret), at });
    if (token === null) return tokenNotValid();
    const joining = { context, agent, token, at };
    if (token.usedByKey === null) return join(tx, joining);
    return token.usedByKey === agent.keyId ? joinedBefore(tx, joining) : tokenNotValid();
  });
  if (outcome instanceof Refusal) throw outcome;
  return outcome;
}

/** The answer was lost: the same key asks again with the token that let it in. */
async function joinedBefore(
  tx: Transactor,
  { agent: { keyId, run }, at }: Joining,
): Promise<EnrolledAgent | Refusal> {
  const agent = await holdAgentOfKey(tx, keyId);
  if (agent === null) return tokenNotValid();
  const refusal = await countRequest(tx, agent, run, at);
  return refusal ?? { host: agent.hostId, group: agent.group, pollSeconds };
}

async function join(tx: Transactor, joining: Joining): Promise<EnrolledAgent | Refusal> {
  const { agent, token } = joining;
  const by = token.hostId === null ? { name: agent.said.name } : { id: token.hostId };
  const host = await findJoiningHost(tx, by);
  const refusal = await whyNot(tx, joining, host);
  if (refusal === null) return letIn(tx, joining, host);
  await tell(tx, joining, { action: 'agent.turned-away', why: refusal.kind });
  return refusal;
}

async function whyNot(
  tx: Transactor,
  { agent: { keyId, said }, token }: Joining,
  host: JoiningHost | null,
): Promise<Refusal | null> {
  const known = await readAgentKeys(tx, [keyId]);
  if (known.size > 0) return new Refusal('key-in-use', 'Make a new key on this host.');
  if (token.hostId !== null) {
    if (host === null) return tokenNotValid();
    const isSame = hostKey(host.name) === hostKey(said.name);
    return isSame ? null : ofOtherHost(host.name, said.name);
  }
  if (host === null) return null;
  if (host.group !== token.group) {
    const detail = `${said.name} is in another group. Make a token for its group.`;
    return new Refusal('host-in-other-group', detail);
  }
  if (!host.hasAgent) return null;
  return new Refusal('host-has-agent', `Make a token for ${host.name} itself, on its page.`);
}

function ofOtherHost(wanted: string, name: string): Refusal {
  return new Refusal('token-of-other-host', `It is for ${wanted}, and this is ${name}.`);
}

async function letIn(
  tx: Transactor,
  joining: Joining,
  known: JoiningHost | null,
): Promise<EnrolledAgent | Refusal> {
  const { context, agent, token, at } = joining;
  const host = known ?? { id: context.newId(), name: agent.said.name, group: token.group };
  if (known === null) await addJoiningHost(tx, { ...host, at });
  const first = judgeRequest(noRuns, agent.run);
  if (first.kind !== 'accepted') throw new Error('the first request of a key does not count');
  const publicKey = Buffer.from(agent.said.publicKey, 'hex');
  const row = { hostId: host.id, keyId: agent.keyId, publicKey, runs: first.keep, pollSeconds, at };
  await putAgent(tx, row);
  await useAgentToken(tx, { id: token.id, keyId: agent.keyId, at });
  const ended = await endBegunOrders(tx, host.id, { outcome: JSON.stringify(goneOutcome), at });
  const details = { key: agent.keyId, ordersEnded: ended };
  if (known?.hasAgent === true) await tell(tx, joining, { action: 'agent.enrol-anew', ...details });
  else await tell(tx, joining, { action: 'agent.enrol', ...details });
  return { host: host.id, group: host.group, pollSeconds };
}

/** What becomes of orders that the host had begun: the agent that did is gone with its journal. */
const goneOutcome: OrderOutcome = {
  kind: 'interrupted',
  reasons: ['The host was enrolled anew: what became of this order is not known.'],
  halfDone: [],
  changed: [],
  log: '',
};

async function tell(
  tx: Transactor,
  { agent: { said }, token, at }: Joining,
  {
    action,
    ...more
  }: {
    readonly action: 'agent.turned-away' | 'agent.enrol' | 'agent.enrol-anew';
    readonly [detail: string]: unknown;
  },
): Promise<void> {
  const details = { token: token.id, group: token.group, ...more };
  const actor = `token of ${token.createdBy}`;
  await appendAudit(tx, { at, actor, action, subject: said.name, details });
}
