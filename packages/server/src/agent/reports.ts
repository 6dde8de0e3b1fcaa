/** What became of an order: kept once, acknowledged once it is on disk, however often it is sent. */

import type { OrderReport } from '@daybreak/protocol/agent';
import { appendAudit } from '@daybreak/storage/audit';
import { type OrderEvent, recordOrderEvent } from '@daybreak/storage/order';
import type { ServerContext } from '../context/index.ts';
import { Refusal } from '../http/problem.ts';
import { type AgentRequest, withAgent } from './accept.ts';

/** @throws Refusal when the host has no such order */
export function takeReport(
  context: ServerContext,
  request: AgentRequest,
  { id, report }: { readonly id: string; readonly report: OrderReport },
): Promise<void> {
  return withAgent(context, request, async (tx, { hostId, hostName }, at) => {
    const became = await recordOrderEvent(tx, { id, hostId }, eventOf(report));
    if (became === 'unknown') {
      throw new Refusal('not-found', 'This host has no such order.');
    }
    if (became === 'late' || report.kind !== 'ended') return;
    const details = { id, outcome: report.outcome.kind };
    const event = { at, actor: `agent of ${hostName}`, subject: hostName, details };
    await appendAudit(tx, { ...event, action: 'order.end' });
  });
}

function eventOf(report: OrderReport): OrderEvent {
  const at = new Date(report.at);
  if (report.kind === 'begun') return { kind: 'begun', at };
  if (report.kind === 'ended') {
    return { kind: 'ended', at, outcome: storableJson(report.outcome) };
  }
  const { kind: _kind, ...progress } = report;
  return { kind: 'progress', at, progress: storableJson(progress) };
}

/** What a package manager prints may hold what no database can: those characters are replaced. */
function storableJson(value: object): string {
  return JSON.stringify(value, (_name, part) =>
    typeof part === 'string' ? part.replaceAll('\0', '\ufffd').toWellFormed() : part,
  );
}
