import type { Migration } from './index.ts';

/** They stay when their host goes, and say what it was called. */
export const exceptions: Migration = {
  name: '0009-exceptions',
  text: `
    create table exceptions (
      id uuid primary key,
      host_id uuid references hosts on delete set null,
      host_name text,
      host_group text check ((host_group is null) <> (host_name is null)),
      object_kind text not null check (object_kind in ('update', 'advisory', 'directive')),
      object text not null,
      owner text not null,
      reason text not null,
      until date not null,
      zone text not null,
      created_by text not null,
      created_at timestamptz not null,
      revoked_by text,
      revoked_at timestamptz check ((revoked_at is null) = (revoked_by is null))
    );
    create index on exceptions (host_id);
  `,
};
