import type { Migration } from './index.ts';

/** Who wants evidence before an order beside whoever placed it. */
export const evidenceDemands: Migration = {
  name: '0017-evidence-demands',
  text: `
    alter table orders add column evidence_demands jsonb not null default '[]';
  `,
};
