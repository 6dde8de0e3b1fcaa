import type { Migration } from './index.ts';

/** Nothing was ever kept in it. */
export const noSettings: Migration = {
  name: '0005-no-settings',
  text: 'drop table settings;',
};
