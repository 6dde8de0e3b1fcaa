import type { Migration } from './index.ts';

/** Policies as they were uploaded; the last version counts, the others are kept. */
export const policies: Migration = {
  name: '0010-policies',
  text: `
    create table policies (
      id text not null,
      version integer not null check (version > 0),
      title text not null,
      source text not null,
      text text not null,
      uploaded_by text not null,
      uploaded_at timestamptz not null,
      primary key (id, version)
    );

    create table policy_assignments (
      host_group text primary key,
      policy text not null,
      assigned_by text not null,
      assigned_at timestamptz not null
    );
  `,
};
