import type { Migration } from './index.ts';

/**
 * A host has one agent with one key. What a check-in writes is in no index, and the row is kept
 * small: the status stands in a table of its own, so that it is not copied with each check-in.
 *
 * An agent's token lets one host join; `used_by_key` is who did, so that the same may ask again when
 * the answer was lost. Times of orders are ours, but for `begun_at` and `ended_at`: they are the host's.
 */
export const agents: Migration = {
  name: '0015-agents',
  text: `
    create table agent_tokens (
      token_hash text primary key,
      id uuid not null unique,
      host_group text not null,
      host_id uuid references hosts on delete cascade,
      created_by uuid not null references users on delete cascade,
      created_at timestamptz not null,
      expires_at timestamptz not null check (expires_at > created_at),
      revoked_at timestamptz,
      used_at timestamptz,
      used_by_key text,
      check ((used_at is null) = (used_by_key is null))
    );
    create index on agent_tokens (created_by);
    create index on agent_tokens (host_id);
    create index on agent_tokens (expires_at);

    create table candidate_sets (
      hash text primary key check (hash ~ '^[0-9a-f]{64}$'),
      candidates jsonb not null,
      first_seen timestamptz not null
    );

    create table agents (
      host_id uuid primary key references hosts on delete cascade,
      key_id text not null unique check (key_id ~ '^[0-9a-f]{64}$'),
      public_key bytea not null check (length(public_key) = 32),
      runs jsonb not null,
      candidates_hash text references candidate_sets,
      candidates_at timestamptz,
      status_hash text,
      last_contact timestamptz not null,
      poll_seconds integer not null check (poll_seconds > 0),
      enrolled_at timestamptz not null,
      revoked_at timestamptz,
      clone_noticed_at timestamptz
    ) with (fillfactor = 70);

    create table agent_statuses (
      host_id uuid primary key references agents on delete cascade,
      status jsonb not null,
      at timestamptz not null
    );

    create table orders (
      id uuid primary key,
      sequence bigint generated always as identity unique,
      host_id uuid not null references hosts on delete cascade,
      action text not null,
      manifest text not null,
      packages jsonb not null,
      updates jsonb not null,
      lease_ms integer not null check (lease_ms > 0),
      placed_by text not null,
      placed_at timestamptz not null,
      granted_at timestamptz,
      lease_until timestamptz,
      begun_at timestamptz,
      progress jsonb,
      ended_at timestamptz,
      outcome jsonb,
      cancelled_by text,
      cancelled_at timestamptz,
      check ((granted_at is null) = (lease_until is null)),
      check ((ended_at is null) = (outcome is null)),
      check ((cancelled_at is null) = (cancelled_by is null)),
      check (cancelled_at is null or begun_at is null)
    );
    create index on orders (host_id, sequence);
    create index orders_open on orders (host_id, sequence)
      where ended_at is null and cancelled_at is null;
  `,
};
