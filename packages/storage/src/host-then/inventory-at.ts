import { type RawBuilder, sql } from 'kysely';

/**
 * Of the newest inventory that is known to be from then or before: while a posture lasts, only its
 * first inventory and the last of all are kept.
 *
 * For a query with hosts `h`, and the stretch in which each has the posture that it had then.
 */
export function inventoryAt(stretch: RawBuilder<unknown>, at: Date): RawBuilder<Date> {
  return sql`case when ${stretch}.to_at is null and h.last_seen <= ${at} then h.last_seen
    else ${stretch}.from_at end`;
}
