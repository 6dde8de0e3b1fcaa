/** The tables of notices, the channels they go to, and their deliveries. */

import type { Notice, NoticeKind } from '@daybreak/core/notice';
import type { Generated } from 'kysely';
import type { Json } from './tables.ts';

export interface NoticeTable {
  id: string;
  /** bigint, which the driver gives as text. */
  sequence: Generated<string>;
  batch: string;
  update_name: string;
  policy: string;
  host_group: string | null;
  kind: NoticeKind;
  due_at: Date;
  round: number;
  day: number;
  told_at: Date;
  content: Json<NoticeContent>;
  running: boolean;
}

/** What of a notice is no column. */
export type NoticeContent = Pick<
  Notice,
  'title' | 'tier' | 'reasons' | 'hosts' | 'alsoDueMs' | 'nextDueMs' | 'beforeMs' | 'outcome'
>;

export interface NoticeChannelTable {
  id: string;
  kind: 'webhook' | 'email' | 'atom';
  name: string;
  target: Json<{ readonly url?: string; readonly to?: readonly string[] }>;
  secret: string | null;
  token_hash: string | null;
  created_by: string;
  created_at: Date;
  removed_at: Date | null;
  last_read_at: Date | null;
}

export interface NoticeDeliveryTable {
  id: string;
  sequence: Generated<string>;
  channel_id: string;
  /** Null for a test. */
  batch: string | null;
  state: 'queued' | 'failed' | 'sent' | 'given-up';
  attempts: Generated<number>;
  created_at: Date;
  next_at: Date;
  give_up_at: Date;
  leased_until: Date | null;
  last_attempt_at: Date | null;
  last_error: string | null;
  outage: Generated<boolean>;
  sent_at: Date | null;
}

export interface NoticeSettingsTable {
  only_one: Generated<boolean>;
  appear_hours: number;
  near_hours: number;
  near_share: number;
  reminder_hour: number;
}

export interface MailServerTable {
  only_one: Generated<boolean>;
  host: string;
  port: number;
  security: 'starttls' | 'tls' | 'none';
  user_name: string;
  password: string;
  sender: string;
}
