import type { Migration } from './index.ts';

/**
 * What hosts are asked to look at again and again, and what they see. Like a status, what they see
 * stands in a table of its own; of the agent's row, nothing new is in an index, so that a check-in
 * still writes the row and no more (0015).
 */
export const watches: Migration = {
  name: '0019-watches',
  text: `
    alter table agents
      add column watch jsonb,
      add column health_hash text,
      add check (health_hash is null or watch is not null);

    create table agent_healths (
      host_id uuid primary key references agents on delete cascade,
      health jsonb not null,
      at timestamptz not null
    );
  `,
};
