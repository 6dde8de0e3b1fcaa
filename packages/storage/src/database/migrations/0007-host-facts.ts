import type { Migration } from './index.ts';

/**
 * What people know of a host, as stretches of time, one a fact that is open. Rules in their order.
 *
 * A facts class is a distinct tuple of the facts that count; hosts carry its number, so that hosts
 * are counted by posture and facts without looking at a single fact. Its hash tells nothing from ''.
 * What an inventory says of the role moves to the host, so that no posture is unpacked for it.
 */
export const hostFacts: Migration = {
  name: '0007-host-facts',
  text: `
    create table host_facts (
      host_id uuid not null references hosts on delete cascade,
      fact text not null check (fact in ('exposed', 'mission', 'role', 'owner', 'group')),
      value text not null check (value <> ''),
      source text not null,
      set_by text not null,
      from_at timestamptz not null,
      to_at timestamptz check (to_at >= from_at)
    );
    create unique index host_facts_current on host_facts (host_id, fact) where to_at is null;
    create index on host_facts (host_id);

    create table host_fact_rules (
      id uuid primary key,
      place integer not null,
      title text not null,
      match jsonb not null,
      sets jsonb not null,
      set_by text not null,
      set_at timestamptz not null,
      unique (place) deferrable initially deferred
    );

    create function facts_hash(
      exposed text, mission text, role text, owner text, host_group text
    ) returns text language sql immutable as $$
      select md5(concat_ws(',', quote_nullable(exposed), quote_nullable(mission),
        quote_nullable(role), quote_nullable(owner), quote_nullable(host_group)))
    $$;

    create table facts_classes (
      id integer generated always as identity primary key,
      exposed text,
      mission text,
      role text,
      owner text,
      host_group text,
      hash text not null unique
    );

    alter table hosts add column inventory_role text, add column facts_class integer;
    update hosts set inventory_role =
      case when s.facts->>'role' like '%domain-controller' then 'dc' else s.facts->>'role' end
    from host_postures p join postures s on s.hash = p.posture_hash
    where p.host_id = hosts.id and p.to_at is null;

    insert into facts_classes (role, host_group, hash)
    select role, host_group, facts_hash(null, null, role, null, host_group)
    from (select distinct inventory_role as role, nullif(host_group, '') as host_group from hosts) t;
    update hosts set facts_class = c.id from facts_classes c
    where c.hash = facts_hash(null, null, inventory_role, null, nullif(hosts.host_group, ''));

    alter table hosts alter column facts_class set not null,
      add foreign key (facts_class) references facts_classes;
  `,
};
