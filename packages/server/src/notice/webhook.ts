/** Webhooks by the Standard Webhooks specification: signed, and with an id that stays on a retry. */

import { headline, type Notice } from '@daybreak/core/notice';
import { Webhook } from 'standardwebhooks';
import { RefusedAddress } from './address.ts';
import { networkOutcome, type Outcome, sent } from './outcome.ts';
import { post } from './post.ts';
import { linkTo, type Sending } from './sending.ts';

const timeoutMs = 10_000;
/** More than these make a body that receivers refuse; the rest is counted. */
const noticesMax = 50;

export interface WebhookTarget {
  readonly url: string;
  readonly secret: string;
}

export async function sendWebhook(target: WebhookTarget, sending: Sending): Promise<Outcome> {
  const body = JSON.stringify(payloadOf(sending));
  const timeout = AbortSignal.timeout(timeoutMs);
  const signal = AbortSignal.any([timeout, sending.signal]);
  const headers = headersOf(target.secret, sending, body);
  if (headers === null) return { kind: 'refused', reason: 'Its signing secret can not be used.' };
  try {
    return answered(await post(new URL(target.url), { headers, body, signal }));
  } catch (error) {
    if (error instanceof RefusedAddress) return { kind: 'refused', reason: error.message };
    if (!timeout.aborted) return networkOutcome(error);
    const reason = `It did not answer within ${timeoutMs / 1000} seconds.`;
    return { kind: 'outage', reason };
  }
}

/** Null where nothing can be signed with the secret. */
function headersOf(secret: string, { id, version, now }: Sending, body: string) {
  const signature = signed(secret, (signer) => signer.sign(id, now, body));
  if (signature === null) return null;
  return {
    'content-type': 'application/json',
    'user-agent': `Daybreak/${version}`,
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
    'webhook-signature': signature,
  };
}

/** The library throws for secrets that are no base64. */
function signed(secret: string, sign: (signer: Webhook) => string): string | null {
  try {
    return sign(new Webhook(secret));
  } catch {
    return null;
  }
}

function answered(status: number): Outcome {
  if (status >= 200 && status < 300) return sent;
  if (status >= 300 && status < 400) {
    const reason = `It answered ${status}: redirects are not followed. Enter the address it leads to.`;
    return { kind: 'refused', reason };
  }
  const outage = status === 429 || status >= 500;
  return { kind: outage ? 'outage' : 'refused', reason: `It answered ${status}.` };
}

/** What a receiver gets; `text` is for chats, which show just that. */
function payloadOf({ message, notices, now, origin }: Sending) {
  return {
    type: notices.length === 0 ? 'daybreak.test' : 'daybreak.notices',
    timestamp: now.toISOString(),
    text: [message.subject, ...message.blocks.slice(0, 5).map((block) => block.join(' · '))].join(
      '\n',
    ),
    data: {
      total: notices.length,
      notices: notices.slice(0, noticesMax).map((notice) => noticeOf(notice, origin, now)),
    },
  };
}

function noticeOf(notice: Notice, origin: string, now: Date) {
  const { kind, update, title, policy, tier, group, hosts, reasons, outcome } = notice;
  return {
    kind,
    headline: headline(notice, now.getTime()),
    update,
    title,
    policy,
    tier,
    group,
    hosts,
    reasons,
    due: new Date(notice.dueMs).toISOString(),
    dueBefore: timeOf(notice.beforeMs),
    dueNow: timeOf(notice.nextDueMs),
    outcome,
    toldAt: new Date(notice.atMs).toISOString(),
    link: linkTo(origin, update),
  };
}

function timeOf(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString();
}
