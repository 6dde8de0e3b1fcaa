/** Channels: made, listed, tested, removed; and what the ledger says of it. */

import type {
  MadeNoticeChannel,
  NewNoticeChannel,
  NoticeChannel,
  TestOutcome,
} from '@daybreak/protocol/notice';
import { appendAudit } from '@daybreak/storage/audit';
import { transact } from '@daybreak/storage/database';
import {
  addChannel,
  addTest,
  type Channel,
  findChannel,
  type ListedChannel,
  listChannels,
  removeChannel,
} from '@daybreak/storage/notice';
import type { ServerContext } from '../context/index.ts';
import { Refusal } from '../http/problem.ts';
import { hashToken, newToken } from '../session/token.ts';
import type { Outcome } from './outcome.ts';
import { send } from './send.ts';
import { messageFor } from './sending.ts';

const secretBytes = 32;

export async function makeChannel(
  context: ServerContext,
  actor: string,
  wanted: NewNoticeChannel,
): Promise<MadeNoticeChannel> {
  const at = context.now();
  const token = newToken(context.randomBytes);
  const channel = channelOf(context, wanted, hashToken(token));
  await transact(context.database, async (tx) => {
    await addChannel(tx, channel, { createdBy: actor, at });
    const details = { id: channel.id, kind: channel.kind, ...whereTo(channel) };
    const action = 'notice-channel.add';
    await appendAudit(tx, { at, actor, action, subject: channel.name, details });
  });
  const made = (await listedChannels(context)).find(({ id }) => id === channel.id);
  if (made === undefined) throw new Refusal('not-found', 'It was removed again meanwhile.');
  const { origin } = context;
  return {
    channel: made,
    secret: channel.kind === 'webhook' ? channel.secret : null,
    address: channel.kind === 'atom' ? `${origin}/api/notices.atom?token=${token}` : null,
  };
}

function channelOf(context: ServerContext, wanted: NewNoticeChannel, tokenHash: string): Channel {
  const [id, { name }] = [context.newId(), wanted];
  if (wanted.kind === 'atom') return { id, name, kind: 'atom', tokenHash };
  if (wanted.kind === 'email') return { id, name, kind: 'email', to: wanted.to };
  const made = Buffer.from(context.randomBytes(secretBytes)).toString('base64');
  return { id, name, kind: 'webhook', url: wanted.url, secret: wanted.secret ?? `whsec_${made}` };
}

/** For the ledger, which everybody may read: the path of a webhook often is a secret. */
function whereTo(channel: Channel): Readonly<Record<string, unknown>> {
  if (channel.kind === 'webhook') return { server: new URL(channel.url).origin };
  return channel.kind === 'email' ? { to: channel.to } : {};
}

export async function listedChannels({ database }: ServerContext): Promise<NoticeChannel[]> {
  return (await listChannels(database)).map(listed);
}

function listed({ url, ...channel }: ListedChannel): NoticeChannel {
  return {
    ...channel,
    to: [...channel.to],
    server: url === null ? null : new URL(url).origin,
    createdAt: channel.createdAt.toISOString(),
    lastReadAt: channel.lastReadAt?.toISOString() ?? null,
    lastSentAt: channel.lastSentAt?.toISOString() ?? null,
  };
}

/** @throws Refusal when there is no such channel */
export async function dropChannel(
  { database, now }: ServerContext,
  actor: string,
  id: string,
): Promise<void> {
  const at = now();
  await transact(database, async (tx) => {
    const name = await removeChannel(tx, { id, at });
    if (name === null) throw noChannel();
    const action = 'notice-channel.remove';
    await appendAudit(tx, { at, actor, action, subject: name, details: { id } });
  });
}

/**
 * Sends a test at once, and once only.
 * @throws Refusal when there is no such channel
 */
export async function testChannel(
  context: ServerContext,
  actor: string,
  id: string,
): Promise<TestOutcome> {
  const { database, now, origin, version } = context;
  const channel = await findChannel(database, id);
  if (channel === null) throw noChannel();
  const [at, delivery] = [now(), context.newId()];
  const { signal } = new AbortController();
  const sending = { id: delivery, message: messageFor([], at), notices: [], now: at };
  const outcome = await send(database, channel, { ...sending, origin, version, signal });
  const test = { id: delivery, channelId: id, at };
  await transact(database, async (tx) => {
    if (channel.kind !== 'atom') await addTest(tx, test, resultOf(outcome));
    const details = { id, outcome: outcome.kind };
    const action = 'notice-channel.test';
    await appendAudit(tx, { at, actor, action, subject: channel.name, details });
  });
  return inWords(outcome);
}

function resultOf(outcome: Outcome) {
  if (outcome.kind === 'sent') return { state: 'sent' as const, note: outcome.note };
  const { kind, reason } = outcome;
  return { state: 'given-up' as const, error: reason, outage: kind === 'outage' };
}

function inWords(outcome: Outcome): TestOutcome {
  if (outcome.kind !== 'sent') {
    return { sent: false, outage: outcome.kind === 'outage', message: outcome.reason };
  }
  const message = outcome.note ?? 'It was taken. Look whether it has arrived.';
  return { sent: true, outage: false, message };
}

function noChannel(): Refusal {
  return new Refusal('not-found', 'There is no such channel; it may have been removed.');
}
