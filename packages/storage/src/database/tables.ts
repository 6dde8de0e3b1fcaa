/** The tables as Kysely sees them. Times are `Date`s in UTC, hashes lower-case hexadecimal. */

import type { Notice, NoticeKind } from '@daybreak/core/notice';
import type { ColumnType, Generated } from 'kysely';

/** Which source a host comes from: the users' own hosts, or the invented ones of the example. */
export type Fleet = 'own' | 'example';

/** jsonb: written as text that is JSON, read as the value. */
type Json<T> = ColumnType<T, string, string>;

export interface PostureTable {
  hash: string;
  product: string;
  facts: Json<unknown>;
  first_seen: Date;
}

export interface HostTable {
  id: string;
  fleet: Fleet;
  name: string;
  /** The name in lower case: Windows tells no two hosts apart by case. */
  name_key: string;
  facts: Json<unknown>;
  host_group: string;
  first_seen: Date;
  last_seen: Date;
}

export interface HostPostureTable {
  host_id: string;
  posture_hash: string;
  from_at: Date;
  /** Null for the posture that holds now. */
  to_at: Date | null;
}

export interface UserTable {
  id: string;
  name: string;
  name_key: string;
  role: 'administrator';
  password: string;
  created_at: Date;
}

export interface SessionTable {
  token_hash: string;
  user_id: string;
  created_at: Date;
  last_used_at: Date;
  expires_at: Date;
}

export interface OneTimeLinkTable {
  token_hash: string;
  purpose: 'first-administrator';
  created_at: Date;
  expires_at: Date;
  used_at: Date | null;
}

export interface EnrolmentTokenTable {
  token_hash: string;
  id: string;
  host_group: string;
  created_by: string;
  created_at: Date;
  expires_at: Date;
  revoked_at: Date | null;
  uses: Generated<number>;
  last_used_at: Date | null;
}

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

export interface AuditTable {
  /** bigint, which the driver gives as text. */
  sequence: ColumnType<string, number, never>;
  at: ColumnType<Date, Date, never>;
  actor: ColumnType<string, string, never>;
  action: ColumnType<string, string, never>;
  subject: ColumnType<string, string, never>;
  details: ColumnType<unknown, string, never>;
  previous: ColumnType<string, string, never>;
  hash: ColumnType<string, string, never>;
}

export interface MigrationTable {
  name: string;
  applied_at: Date;
}

export interface Tables {
  postures: PostureTable;
  hosts: HostTable;
  host_postures: HostPostureTable;
  users: UserTable;
  sessions: SessionTable;
  one_time_links: OneTimeLinkTable;
  enrolment_tokens: EnrolmentTokenTable;
  notices: NoticeTable;
  notice_channels: NoticeChannelTable;
  notice_deliveries: NoticeDeliveryTable;
  notice_settings: NoticeSettingsTable;
  mail_server: MailServerTable;
  audit: AuditTable;
  daybreak_migrations: MigrationTable;
}
