/** When notices are due, and the mail server that takes them. */

import type { MailServer, NewMailServer, NoticeSettings } from '@daybreak/protocol/notice';
import { appendAudit } from '@daybreak/storage/audit';
import { type Transactor, transact } from '@daybreak/storage/database';
import {
  type MailServer as KeptServer,
  keepMailServer,
  keepNoticeSettings,
  readMailServer,
} from '@daybreak/storage/notice';
import type { ServerContext } from '../context/index.ts';
import { Refusal } from '../http/problem.ts';

export async function setSettings(
  { database, now }: ServerContext,
  actor: string,
  settings: NoticeSettings,
): Promise<NoticeSettings> {
  await transact(database, async (tx) => {
    await keepNoticeSettings(tx, settings);
    const event = { at: now(), actor, action: 'notice-settings.set' as const, subject: '' };
    await appendAudit(tx, { ...event, details: settings });
  });
  return settings;
}

/** As the API tells it: never with the password. */
export async function toldMailServer({ database }: ServerContext): Promise<MailServer | null> {
  const server = await readMailServer(database);
  return server === null ? null : withoutPassword(server);
}

function withoutPassword({ password, ...facts }: KeptServer): MailServer {
  return { ...facts, passwordSet: password !== '' };
}

/** @throws Refusal when the password is to be kept, but for another server or user than it was */
export async function setMailServer(
  { database, now }: ServerContext,
  actor: string,
  wanted: NewMailServer,
): Promise<MailServer> {
  return transact(database, async (tx) => {
    const server = { ...wanted, password: wanted.password ?? (await keptPassword(tx, wanted)) };
    await keepMailServer(tx, server);
    const { host, port, security, user, from } = server;
    const event = { at: now(), actor, action: 'mail-server.set' as const, subject: host };
    await appendAudit(tx, { ...event, details: { port, security, user, from } });
    return withoutPassword(server);
  });
}

/** A password that is set must not go to a server of somebody else's choice, or in the clear. */
async function keptPassword(tx: Transactor, wanted: NewMailServer): Promise<string> {
  const before = await readMailServer(tx);
  if (wanted.user === '' || before === null || before.password === '') return '';
  const same = (['host', 'port', 'security', 'user'] as const).every(
    (fact) => wanted[fact] === before[fact],
  );
  if (same) return before.password;
  throw new Refusal(
    'invalid-input',
    'Enter the password again: the server or the user is another.',
  );
}
