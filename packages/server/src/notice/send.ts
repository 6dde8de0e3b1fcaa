import type { Reader } from '@daybreak/storage/database';
import { type Channel, readMailServer } from '@daybreak/storage/notice';
import { sendMail } from './mail.ts';
import type { Outcome } from './outcome.ts';
import type { Sending } from './sending.ts';
import { sendWebhook } from './webhook.ts';

/** Sends by whatever the channel is; an Atom feed waits to be asked. */
export async function send(reader: Reader, channel: Channel, sending: Sending): Promise<Outcome> {
  if (channel.kind === 'webhook') return sendWebhook(channel, sending);
  if (channel.kind === 'atom')
    return { kind: 'sent', note: 'Feed readers fetch it by themselves.' };
  const server = await readMailServer(reader);
  if (server === null) return { kind: 'refused', reason: 'No mail server is set.' };
  return sendMail(server, channel.to, sending);
}
