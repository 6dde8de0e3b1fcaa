import type { Migration } from './index.ts';

/** Tokens are kept as hashes only: who reads the database can not log in with what is there. */
export const users: Migration = {
  name: '0002-users',
  text: `
    create table users (
      id uuid primary key,
      name text not null,
      name_key text not null unique,
      role text not null check (role in ('administrator')),
      password text not null,
      created_at timestamptz not null
    );

    create table sessions (
      token_hash text primary key,
      user_id uuid not null references users on delete cascade,
      created_at timestamptz not null,
      last_used_at timestamptz not null,
      expires_at timestamptz not null
    );
    create index on sessions (user_id);

    create table one_time_links (
      token_hash text primary key,
      purpose text not null check (purpose in ('first-administrator')),
      created_at timestamptz not null,
      expires_at timestamptz not null,
      used_at timestamptz
    );
  `,
};
