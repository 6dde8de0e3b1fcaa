import type { Migration } from './index.ts';

/**
 * A rollout is its events: whoever appends one holds the rollout's row, whose `sequence` is that of the
 * last. `state` is what the events come to, for those who only ask whether it goes on. Hosts are numbered
 * from 0 for good; of a host that is removed the number stays. What hosts say of a rollout waits in the
 * inbox, where it was put in the transaction in which they said it. `watch_due` is the event after which
 * its hosts' watch has to be set anew; null once it is.
 */
export const rollouts: Migration = {
  name: '0018-rollouts',
  text: `
    create table rollouts (
      id uuid primary key,
      title text not null,
      manifest text not null,
      packages jsonb not null,
      updates jsonb not null,
      back jsonb not null,
      setup jsonb not null,
      salt text not null,
      lease_ms integer not null check (lease_ms > 0),
      state text not null check (state in ('proposed', 'running', 'halted', 'ended')),
      sequence integer not null check (sequence >= 0),
      watch_due integer,
      created_by text not null,
      created_at timestamptz not null
    );
    create index on rollouts (created_at);

    create table rollout_hosts (
      rollout_id uuid not null references rollouts on delete cascade,
      number integer not null check (number >= 0),
      host_id uuid references hosts on delete set null,
      ring smallint not null check (ring >= 0),
      stratum integer not null check (stratum >= 0),
      fault_domain bigint not null check (fault_domain >= 0),
      dependency_group integer,
      calendar smallint not null check (calendar >= 0),
      primary key (rollout_id, number)
    );
    create unique index on rollout_hosts (host_id, rollout_id);

    create table rollout_events (
      rollout_id uuid not null references rollouts on delete cascade,
      sequence integer not null check (sequence > 0),
      at timestamptz not null,
      event jsonb not null,
      primary key (rollout_id, sequence)
    );

    create table rollout_inbox (
      id bigint generated always as identity primary key,
      rollout_id uuid not null references rollouts on delete cascade,
      number integer not null,
      news text not null check (news in ('granted', 'begun', 'ended', 'posture', 'health')),
      detail text not null
    );
    create index on rollout_inbox (rollout_id, id);

    alter table orders add column rollout_id uuid references rollouts,
      add column rollout_number integer,
      add check ((rollout_id is null) = (rollout_number is null));
    create index on orders (rollout_id, rollout_number) where rollout_id is not null;
  `,
};
