/** The tables as Kysely sees them. Times are `Date`s in UTC, hashes lower-case hexadecimal. */

import type { HostFactName } from '@daybreak/core/urgency';
import type { ColumnType, Generated } from 'kysely';
import type {
  AgentHealthTable,
  AgentStatusTable,
  AgentTable,
  AgentTokenTable,
  CandidateSetTable,
  OrderEvidenceTable,
  OrderTable,
} from './agent-tables.ts';
import type {
  MailServerTable,
  NoticeChannelTable,
  NoticeDeliveryTable,
  NoticeSettingsTable,
  NoticeTable,
} from './notice-tables.ts';
import type { TrustTables } from './trust-tables.ts';

/** Which source a host comes from: the users' own hosts, or the invented ones of the example. */
export type Fleet = 'own' | 'example';

/** jsonb: written as text that is JSON, read as the value. */
export type Json<T> = ColumnType<T, string, string>;

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
  /** The role that its own inventory gives it; null where it does not tell. */
  inventory_role: string | null;
  facts_class: number;
}

export interface HostFactTable {
  host_id: string;
  fact: HostFactName;
  value: string;
  source: string;
  set_by: string;
  from_at: Date;
  /** Null for the value that holds now. */
  to_at: Date | null;
}

export interface HostFactRuleTable {
  id: string;
  /** 0, 1, 2 … in the order in which rules count. */
  place: number;
  title: string;
  match: Json<unknown>;
  sets: Json<unknown>;
  set_by: string;
  set_at: Date;
}

/** A distinct tuple of the facts that count; null for what is not known. */
export interface FactsClassTable {
  id: Generated<number>;
  exposed: string | null;
  mission: string | null;
  role: string | null;
  owner: string | null;
  host_group: string | null;
  hash: string;
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

export interface DirectiveTable {
  id: string;
  kind: 'own' | 'kev';
  /** Of the entry that is followed; null for an order of one's own. */
  advisory: string | null;
  zone: string;
  created_by: string;
  created_at: Date;
}

export interface DirectiveEventTable {
  /** bigint, which the driver gives as text. */
  sequence: ColumnType<string, never, never>;
  directive_id: ColumnType<string, string, never>;
  kind: ColumnType<'issued' | 'amended' | 'withdrawn', string, never>;
  /** ISO date or instant. */
  at: ColumnType<string, string, never>;
  terms: ColumnType<unknown, string | null, never>;
  note: ColumnType<string, string, never>;
  recorded_by: ColumnType<string, string, never>;
  recorded_at: ColumnType<Date, Date, never>;
}

/** For a host or for a group; the host's id is null when it was removed. */
export interface ExceptionTable {
  id: string;
  host_id: string | null;
  host_name: string | null;
  host_group: string | null;
  object_kind: 'update' | 'advisory' | 'directive';
  object: string;
  owner: string;
  reason: string;
  /** ISO date; the driver's own reading of dates depends on the machine's zone. */
  until: ColumnType<never, string, never>;
  zone: string;
  created_by: string;
  created_at: Date;
  revoked_by: string | null;
  revoked_at: Date | null;
}

/** For a host or for a group; the host's id is null when it was removed. */
export interface AttestationTable {
  id: string;
  directive_id: string;
  host_id: string | null;
  host_name: string | null;
  host_group: string | null;
  action: 'mitigate' | 'disconnect' | 'collect-evidence';
  /** ISO date or instant. */
  at: string;
  evidence: string;
  stated_by: string;
  recorded_at: Date;
  withdrawn_by: string | null;
  withdrawn_at: Date | null;
}

export interface PolicyTable {
  id: string;
  version: number;
  title: string;
  /** Its name. */
  file: string;
  text: string;
  uploaded_by: string;
  uploaded_at: Date;
}

export interface PolicyAssignmentTable {
  /** Empty for hosts whose group has no policy of its own. */
  host_group: string;
  policy: string;
  assigned_by: string;
  assigned_at: Date;
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

export interface Tables extends TrustTables {
  postures: PostureTable;
  hosts: HostTable;
  host_postures: HostPostureTable;
  host_facts: HostFactTable;
  host_fact_rules: HostFactRuleTable;
  facts_classes: FactsClassTable;
  users: UserTable;
  sessions: SessionTable;
  one_time_links: OneTimeLinkTable;
  enrolment_tokens: EnrolmentTokenTable;
  agent_tokens: AgentTokenTable;
  agents: AgentTable;
  agent_statuses: AgentStatusTable;
  agent_healths: AgentHealthTable;
  candidate_sets: CandidateSetTable;
  orders: OrderTable;
  order_evidence: OrderEvidenceTable;
  directives: DirectiveTable;
  directive_events: DirectiveEventTable;
  exceptions: ExceptionTable;
  attestations: AttestationTable;
  policies: PolicyTable;
  policy_assignments: PolicyAssignmentTable;
  notices: NoticeTable;
  notice_channels: NoticeChannelTable;
  notice_deliveries: NoticeDeliveryTable;
  notice_settings: NoticeSettingsTable;
  mail_server: MailServerTable;
  audit: AuditTable;
  daybreak_migrations: MigrationTable;
}
