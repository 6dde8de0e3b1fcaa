/** What a host has gathered before an order comes in, under its hash. */
import { createHash } from 'node:crypto';
import { appendAudit } from '@daybreak/storage/audit';
import { addEvidence } from '@daybreak/storage/order';
import type { ServerContext } from '../context/index.ts';
import { Refusal } from '../http/problem.ts';
import { type AgentRequest, withAgent } from './accept.ts';

export interface HandedOver {
  /** Of the order. */
  readonly id: string;
  readonly sha256: string;
  /** Base64. */
  readonly evidence: string;
}

/** @throws Refusal for what is not what its hash says, or of no order of this host */
export function takeEvidence(
  context: ServerContext,
  request: AgentRequest,
  { id, sha256, evidence }: HandedOver,
): Promise<void> {
  const bytes = Buffer.from(evidence, 'base64');
  if (createHash('sha256').update(bytes).digest('hex') !== sha256) {
    throw new Refusal('invalid-input', 'The evidence is not what its hash says.');
  }
  return withAgent(context, request, async (tx, { hostId, hostName }, at) => {
    if (!(await addEvidence(tx, { id, hostId }, { sha256, bytes, receivedAt: at }))) {
      throw new Refusal('not-found', 'This host has no such order, or gave other evidence for it.');
    }
    const details = { id, sha256, bytes: bytes.length };
    const event = { at, actor: `agent of ${hostName}`, subject: hostName, details };
    await appendAudit(tx, { ...event, action: 'order.evidence' });
  });
}
