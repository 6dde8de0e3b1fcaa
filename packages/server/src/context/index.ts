/** Everything from outside that the server works with. Nothing else reaches beyond the process. */

import type { Database } from '@daybreak/storage/database';
import type { ExposureService } from '../exposure/index.ts';
import type { FeedService } from '../feed/index.ts';

export interface ServerContext {
  readonly database: Database;
  readonly exposure: ExposureService;
  readonly feeds: FeedService;
  readonly now: () => Date;
  readonly randomBytes: (count: number) => Uint8Array;
  /** A new UUID. */
  readonly newId: () => string;
  /** Where people reach it: `http://localhost:7070`. With https, cookies are sent over https only. */
  readonly origin: string;
  /** True behind a proxy of ours, whose word on the client's address counts. */
  readonly trustProxy: boolean;
  /** SHA-256 of the first root of trust, hexadecimal; null while there is none. */
  readonly firstRoot: () => Promise<string | null>;
  /** The built screens; null when there are none. */
  readonly screensFolder: string | null;
  readonly version: string;
  /** Takes one line of JSON for each thing of this level or a worse one; null for none. */
  readonly log: { readonly level: 'info' | 'warn'; write(line: string): void } | null;
}
