import type { Migration } from './index.ts';

/** Append-only: each entry holds the hash of the one before, and the database refuses the rest. */
export const audit: Migration = {
  name: '0003-audit',
  text: `
    create table audit (
      sequence bigint primary key check (sequence > 0),
      at timestamptz not null,
      actor text not null,
      action text not null,
      subject text not null,
      details jsonb not null,
      previous text not null unique,
      hash text not null unique
    );

    create function refuse_audit_change() returns trigger language plpgsql as $$
      begin
        raise exception 'the audit ledger is append-only';
      end
    $$;
    create trigger audit_is_append_only before update or delete or truncate on audit
      for each statement execute function refuse_audit_change();
  `,
};
