import type { Migration } from './index.ts';

/**
 * What approvers and the server have signed. Roots and targets are kept, every version; of snapshots
 * and timestamps the newest alone. `basis` says what one was made from: another basis, a new version.
 */
export const trust: Migration = {
  name: '0016-trust',
  text: `
    create table server_keys (
      id text primary key check (id ~ '^[0-9a-f]{64}$'),
      private_key text not null,
      state text not null check (state in ('active', 'next', 'retired')),
      created_at timestamptz not null
    );
    create unique index on server_keys (state) where state <> 'retired';

    create table trust_metadata (
      role text not null check (role in ('root', 'targets', 'snapshot', 'timestamp')),
      version integer not null check (version > 0),
      bytes bytea not null,
      basis text not null,
      signed_at timestamptz not null,
      primary key (role, version)
    );

    create table trust_proposals (
      what text primary key check (what in ('root', 'targets')),
      id uuid not null unique,
      document text not null,
      made_by text not null,
      made_at timestamptz not null
    );

    create table manifests (
      sha256 text primary key check (sha256 ~ '^[0-9a-f]{64}$'),
      path text not null,
      text text not null,
      added_by text not null,
      added_at timestamptz not null
    );

    create table pacing (
      only_one boolean primary key default true check (only_one),
      stopped boolean not null,
      open text[] not null,
      revision integer not null,
      changed_by text not null,
      changed_at timestamptz not null
    );
  `,
};
