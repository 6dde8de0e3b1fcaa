import { type RawBuilder, sql } from 'kysely';

/** Hosts at an instant, some of them named one by one. */
export interface Instant {
  readonly at: Date;
  /** Ids of hosts that somebody has named: they are not like others, whatever they share. */
  readonly named: readonly string[];
}

/**
 * Whether a host has to be looked at by itself: it is named, or its posture or what people say of it
 * is another than at the instant. All others were then what their posture and their facts class say
 * now, for nothing else of a host has a history. Also true of what lies ahead of a clock that was set
 * back.
 *
 * For a query with hosts `h`, and `held` for the posture that each has now, if any.
 */
export function isAlone({ at, named }: Instant): RawBuilder<boolean> {
  return sql`(coalesce(held.from_at > ${at}, true)
    or h.id in (select unnest(${named}::uuid[]))
    or h.id in (select host_id from host_facts where coalesce(to_at, from_at) > ${at}))`;
}
