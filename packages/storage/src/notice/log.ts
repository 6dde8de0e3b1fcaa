import { sql } from 'kysely';
import type { Reader } from '../database/index.ts';
import type { DeliveryState } from './delivery.ts';

/** One delivery in the log. */
export interface LoggedDelivery {
  readonly id: string;
  /** Where the next page starts. */
  readonly sequence: string;
  readonly channel: string;
  readonly channelKind: 'webhook' | 'email' | 'atom';
  readonly channelRemoved: boolean;
  readonly test: boolean;
  /** How many notices it brings; 0 for a test. */
  readonly notices: number;
  /** The updates that they are of, the most urgent first; a few only. */
  readonly updates: readonly string[];
  readonly state: DeliveryState;
  readonly attempts: number;
  readonly createdAt: Date;
  readonly nextAt: Date;
  readonly lastAttemptAt: Date | null;
  readonly error: string | null;
  /** True where their server was at fault. */
  readonly outage: boolean;
  readonly sentAt: Date | null;
}

const updatesMax = 5;

/** Up to `limit` deliveries, the newest first, older than the one with this sequence. */
export async function listDeliveries(
  reader: Reader,
  { before, limit }: { readonly before: string | null; readonly limit: number },
): Promise<LoggedDelivery[]> {
  const { rows } = await sql<LoggedDelivery>`
    select d.id, d.sequence::text as sequence, c.name as channel, c.kind as "channelKind",
      c.removed_at is not null as "channelRemoved", d.batch is null as test,
      (select count(*)::int from notices n where n.batch = d.batch) as notices,
      array(select n.update_name from notices n where n.batch = d.batch
        order by n.sequence limit ${updatesMax}) as updates,
      d.state, d.attempts, d.created_at as "createdAt", d.next_at as "nextAt",
      d.last_attempt_at as "lastAttemptAt", d.last_error as error, d.outage, d.sent_at as "sentAt"
    from notice_deliveries d join notice_channels c on c.id = d.channel_id
    where ${before}::bigint is null or d.sequence < ${before}::bigint
    order by d.sequence desc limit ${limit}`.execute(reader);
  return rows;
}
