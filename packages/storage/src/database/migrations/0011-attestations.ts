import type { Migration } from './index.ts';

/**
 * What people state that no inventory shows. They stay when their host goes, or they are withdrawn.
 * Proofs read every host by name, some at a time: the index saves each time a pass over all of them.
 */
export const attestations: Migration = {
  name: '0011-attestations',
  text: `
    create table attestations (
      id uuid primary key,
      directive_id uuid not null references directives on delete cascade,
      host_id uuid references hosts on delete set null,
      host_name text,
      host_group text check ((host_group is null) <> (host_name is null)),
      action text not null check (action in ('mitigate', 'disconnect', 'collect-evidence')),
      at text not null,
      evidence text not null check (evidence <> ''),
      stated_by text not null,
      recorded_at timestamptz not null,
      withdrawn_by text,
      withdrawn_at timestamptz check ((withdrawn_at is null) = (withdrawn_by is null))
    );
    create index on attestations (directive_id);
    create index on attestations (host_id);

    create index hosts_by_name on hosts (name_key collate "C", id);
  `,
};
