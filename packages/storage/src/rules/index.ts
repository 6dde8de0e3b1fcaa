/** What people have decided about urgency: directives, exceptions, policies. */

import { sql } from 'kysely';
import type { Reader } from '../database/index.ts';

/** Another text after each decision; as long as it is the same, so are all of them. */
export async function rulesRevision(reader: Reader): Promise<string> {
  const { rows } = await sql<{ revision: string }>`
    select concat_ws(' ',
      (select concat_ws(',', count(*), max(created_at)) from directives),
      (select max(sequence) from directive_events),
      (select concat_ws(',', count(*), max(created_at), max(revoked_at), count(host_id))
        from exceptions),
      (select concat_ws(',', count(*), max(uploaded_at)) from policies),
      (select concat_ws(',', count(*), max(assigned_at)) from policy_assignments)
    ) as revision`.execute(reader);
  return rows[0]?.revision ?? '';
}
