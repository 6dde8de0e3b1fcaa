import type { Migration } from './index.ts';

/**
 * What was told of deadlines, each once: the unique key is what two servers can not both insert. The
 * notices of one look share a batch, which is what a delivery brings. `running` marks those of
 * deadlines that were not settled since.
 *
 * The secrets of webhooks and of the mail server are kept as they are, for the server signs and logs
 * in with them; an Atom feed's token is kept as a hash only. A channel that is removed stays for the
 * log, without its secret.
 */
export const notices: Migration = {
  name: '0012-notices',
  text: `
    create table notices (
      id uuid primary key,
      sequence bigint generated always as identity unique,
      batch uuid not null,
      update_name text not null,
      policy text not null,
      host_group text,
      kind text not null check (kind in ('appeared', 'nears', 'passed', 'settled')),
      due_at timestamptz not null,
      round integer not null check (round >= 0),
      day integer not null check (day >= 0),
      told_at timestamptz not null,
      content jsonb not null,
      running boolean not null,
      unique nulls not distinct (update_name, policy, host_group, kind, due_at, round, day)
    );
    create index on notices (batch);
    create index on notices (sequence) where running;

    create table notice_channels (
      id uuid primary key,
      kind text not null check (kind in ('webhook', 'email', 'atom')),
      name text not null check (name <> ''),
      target jsonb not null,
      secret text,
      token_hash text unique,
      created_by text not null,
      created_at timestamptz not null,
      removed_at timestamptz,
      last_read_at timestamptz
    );

    create table notice_deliveries (
      id uuid primary key,
      sequence bigint generated always as identity unique,
      channel_id uuid not null references notice_channels,
      batch uuid,
      state text not null check (state in ('queued', 'failed', 'sent', 'given-up')),
      attempts integer not null default 0,
      created_at timestamptz not null,
      next_at timestamptz not null,
      give_up_at timestamptz not null,
      leased_until timestamptz,
      last_attempt_at timestamptz,
      last_error text,
      outage boolean not null default false,
      sent_at timestamptz
    );
    create index on notice_deliveries (next_at) where state in ('queued', 'failed');
    create index on notice_deliveries (channel_id, sequence);

    create table notice_settings (
      only_one boolean primary key default true check (only_one),
      appear_hours double precision not null,
      near_hours double precision not null,
      near_share double precision not null,
      reminder_hour integer not null
    );

    create table mail_server (
      only_one boolean primary key default true check (only_one),
      host text not null,
      port integer not null,
      security text not null check (security in ('starttls', 'tls', 'none')),
      user_name text not null,
      password text not null,
      sender text not null
    );
  `,
};
