import { userInfo } from 'node:os';

/** Whoever may read and write the data folder may change it; the ledger says who it was. */
export function actor(): string {
  return `command line, as ${userInfo().username}`;
}
