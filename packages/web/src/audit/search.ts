import { isoDate } from '@daybreak/protocol/text';
import { z } from 'zod';

/** What the ledger is asked for, as it stands in the address. Days are the reader's own. */
export const auditSearch = z.object({
  text: z.string().max(200).optional().catch(undefined),
  from: isoDate.optional().catch(undefined),
  /** The last day; it counts to its end. */
  until: isoDate.optional().catch(undefined),
});
export type AuditSearch = z.infer<typeof auditSearch>;

/** True when less than the whole ledger is shown. */
export function isFiltered({ text, from, until }: AuditSearch): boolean {
  return [text, from, until].some((filter) => filter !== undefined && filter !== '');
}

/** The same as instants, for the server. */
export function filterOf({ text, from, until }: AuditSearch) {
  return { text, from: midnight(from, 0), before: midnight(until, 1) };
}

/** The reader's midnight at which this day begins, or one so many days later. */
function midnight(day: string | undefined, daysLater: number): string | undefined {
  if (day === undefined) return undefined;
  const at = new Date(`${day}T00:00:00`);
  at.setDate(at.getDate() + daysLater);
  return at.toISOString();
}
