import type { Migration } from './index.ts';

/**
 * A posture is written once, under its hash. A host has one posture at any time: half-open
 * intervals, so that any past date can be asked, and one index that allows a single open one.
 *
 * `last_seen` is in no index: so the write that an unchanged host costs stays within its page.
 */
export const hosts: Migration = {
  name: '0001-hosts',
  text: `
    create table postures (
      hash text primary key check (hash ~ '^[0-9a-f]{64}$'),
      product text not null,
      facts jsonb not null,
      first_seen timestamptz not null
    );
    create index on postures (product);

    create table hosts (
      id uuid primary key,
      fleet text not null check (fleet in ('own', 'example')),
      name text not null check (name <> ''),
      name_key text not null,
      facts jsonb not null,
      host_group text not null,
      first_seen timestamptz not null,
      last_seen timestamptz not null check (last_seen >= first_seen),
      unique (fleet, name_key)
    ) with (fillfactor = 85);

    create table host_postures (
      host_id uuid not null references hosts on delete cascade,
      posture_hash text not null references postures,
      from_at timestamptz not null,
      to_at timestamptz check (to_at > from_at),
      primary key (host_id, from_at)
    );
    create unique index host_postures_current on host_postures (host_id) where to_at is null;
    create index host_postures_by_posture on host_postures (posture_hash) where to_at is null;
  `,
};
