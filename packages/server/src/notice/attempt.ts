import { afterFailure } from '@daybreak/core/notice';
import {
  type AttemptResult,
  findChannel,
  readBatch,
  type TakenDelivery,
} from '@daybreak/storage/notice';
import type { Outcome } from './outcome.ts';
import type { RunnerParts } from './runner.ts';
import { send } from './send.ts';
import { messageFor } from './sending.ts';

/** Tries a delivery that was taken once. Never throws for what their server does. */
export async function attempt(
  parts: RunnerParts,
  delivery: TakenDelivery,
  signal: AbortSignal,
): Promise<AttemptResult> {
  const { database, now, random } = parts;
  const channel = await findChannel(database, delivery.channelId);
  if (channel === null) {
    return { state: 'given-up', error: 'The channel was removed.', outage: false };
  }
  const notices = delivery.batch === null ? [] : await readBatch(database, delivery.batch);
  const at = now();
  const message = messageFor(notices, at);
  const outcome = await send(database, channel, {
    ...{ id: delivery.id, message, notices, now: at, signal },
    ...{ origin: parts.origin, version: parts.version },
  });
  return resultOf(outcome, delivery, now().getTime(), random());
}

function resultOf(
  outcome: Outcome,
  { attempts, giveUpAt }: TakenDelivery,
  nowMs: number,
  random: number,
): AttemptResult {
  if (outcome.kind === 'sent') return { state: 'sent', note: outcome.note };
  const failure = { error: outcome.reason, outage: outcome.kind === 'outage' };
  const next = afterFailure({ attempts, giveUpMs: giveUpAt.getTime(), nowMs, random });
  if (next.state === 'given-up') return { ...failure, state: 'given-up' };
  return { ...failure, state: 'failed', nextAt: new Date(next.nextMs) };
}
