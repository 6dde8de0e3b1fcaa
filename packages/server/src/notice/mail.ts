/** E-mail: plain text and the same in simple HTML, over a connection whose certificate is checked. */

import type { MailServer } from '@daybreak/storage/notice';
import { createTransport } from 'nodemailer';
import { mailContent } from './mail-content.ts';
import { mailOutcome } from './mail-error.ts';
import type { Outcome } from './outcome.ts';
import type { Sending } from './sending.ts';

const waitMs = 15_000;
/** A server that keeps answering slowly is one that does not answer. */
const wholeMaxMs = 60_000;

export async function sendMail(
  server: MailServer,
  to: readonly string[],
  sending: Sending,
): Promise<Outcome> {
  const transport = createTransport(transportOptions(server));
  const timeout = AbortSignal.timeout(wholeMaxMs);
  const ended = rejectedBy(AbortSignal.any([timeout, sending.signal]));
  try {
    const mail = { ...envelope(server, to, sending), ...mailContent(sending) };
    const { rejected } = await Promise.race([transport.sendMail(mail), ended]);
    const note = rejected.length === 0 ? null : `Not taken for: ${rejected.map(String).join(', ')}`;
    return { kind: 'sent', note };
  } catch (error) {
    return mailOutcome(timeout.aborted ? new Error('it took longer than a minute') : error);
  } finally {
    transport.close();
  }
}

function transportOptions({ host, port, security, user, password }: MailServer) {
  return {
    host,
    port,
    secure: security === 'tls',
    // Without it, whoever sits in between could take the offer of TLS away.
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    tls: { minVersion: 'TLSv1.2' as const, rejectUnauthorized: true },
    ...(user === '' ? {} : { auth: { user, pass: password } }),
    connectionTimeout: waitMs,
    greetingTimeout: waitMs,
    socketTimeout: waitMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

function envelope({ from }: MailServer, to: readonly string[], { id, notices }: Sending) {
  const urgent = notices.some(({ kind }) => kind === 'passed' || kind === 'nears');
  return {
    from: { name: 'Daybreak', address: from },
    to: to.map((address) => ({ name: '', address })),
    messageId: `<${id}@${from.split('@')[1] ?? 'daybreak'}>`,
    priority: urgent ? ('high' as const) : ('normal' as const),
    // Nobody's out-of-office note should answer.
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Daybreak-Delivery': id },
  };
}

function rejectedBy(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
