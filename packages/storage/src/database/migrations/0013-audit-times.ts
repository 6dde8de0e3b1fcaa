import type { Migration } from './index.ts';

/**
 * The ledger is looked through by date: with 200,000 entries, a day long ago is found in a
 * millisecond instead of sixty. Looking for a text reads all entries in view, index or not.
 */
export const auditTimes: Migration = {
  name: '0013-audit-times',
  text: 'create index on audit (at);',
};
