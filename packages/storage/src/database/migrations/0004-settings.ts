import type { Migration } from './index.ts';

export const settings: Migration = {
  name: '0004-settings',
  text: `
    create table settings (
      key text primary key,
      value jsonb not null,
      updated_at timestamptz not null
    );
  `,
};
