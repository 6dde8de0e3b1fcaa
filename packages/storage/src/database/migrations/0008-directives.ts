import type { Migration } from './index.ts';

/** What becomes of an order is added, never changed. An entry of KEV has its events elsewhere. */
export const directives: Migration = {
  name: '0008-directives',
  text: `
    create table directives (
      id uuid primary key,
      kind text not null check (kind in ('own', 'kev')),
      advisory text unique check ((advisory is not null) = (kind = 'kev')),
      zone text not null,
      created_by text not null,
      created_at timestamptz not null
    );

    create table directive_events (
      sequence bigint generated always as identity primary key,
      directive_id uuid not null references directives,
      kind text not null check (kind in ('issued', 'amended', 'withdrawn')),
      at text not null,
      terms jsonb check ((terms is null) = (kind = 'withdrawn')),
      note text not null,
      recorded_by text not null,
      recorded_at timestamptz not null
    );
    create index on directive_events (directive_id);

    create function refuse_directive_event_change() returns trigger language plpgsql as $$
      begin
        raise exception 'events of directives are append-only';
      end
    $$;
    create trigger directive_events_are_append_only
      before update or delete or truncate on directive_events
      for each statement execute function refuse_directive_event_change();
  `,
};
