import type { Migration } from './index.ts';

/** What was called source is the name of the file; a policy's source stands in its text. */
export const policyFiles: Migration = {
  name: '0014-policy-files',
  text: 'alter table policies rename column source to file;',
};
