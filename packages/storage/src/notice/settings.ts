import { defaultNoticeSettings, type NoticeSettings } from '@daybreak/core/notice';
import type { Reader, Transactor } from '../database/index.ts';

/** The mail server that notices are handed to. */
export interface MailServer {
  readonly host: string;
  readonly port: number;
  /** TLS after a greeting in the clear, TLS from the start, or none at all. */
  readonly security: 'starttls' | 'tls' | 'none';
  /** Empty where it wants no login. */
  readonly user: string;
  readonly password: string;
  /** Whom messages come from. */
  readonly from: string;
}

/** As administrators set them, or else the defaults. */
export async function readNoticeSettings(reader: Reader): Promise<NoticeSettings> {
  const row = await reader.selectFrom('notice_settings').selectAll().executeTakeFirst();
  if (row === undefined) return defaultNoticeSettings;
  return {
    appearHours: row.appear_hours,
    nearHours: row.near_hours,
    nearShare: row.near_share,
    reminderHour: row.reminder_hour,
  };
}

export async function keepNoticeSettings(tx: Transactor, settings: NoticeSettings): Promise<void> {
  const row = {
    appear_hours: settings.appearHours,
    near_hours: settings.nearHours,
    near_share: settings.nearShare,
    reminder_hour: settings.reminderHour,
  };
  await tx
    .insertInto('notice_settings')
    .values(row)
    .onConflict((conflict) => conflict.column('only_one').doUpdateSet(row))
    .execute();
}

/** Null while none is set. With its password: for whoever logs in there, and nobody else. */
export async function readMailServer(reader: Reader): Promise<MailServer | null> {
  const row = await reader.selectFrom('mail_server').selectAll().executeTakeFirst();
  if (row === undefined) return null;
  const { host, port, security, user_name: user, password, sender: from } = row;
  return { host, port, security, user, password, from };
}

export async function keepMailServer(tx: Transactor, server: MailServer): Promise<void> {
  const { user, from, ...facts } = server;
  const row = { ...facts, user_name: user, sender: from };
  await tx
    .insertInto('mail_server')
    .values(row)
    .onConflict((conflict) => conflict.column('only_one').doUpdateSet(row))
    .execute();
}
