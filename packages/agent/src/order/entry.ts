import { keptEvidence, order, orderId, orderOutcome } from '@daybreak/protocol/agent';
import { isoTime } from '@daybreak/protocol/text';
import { z } from 'zod';

/** How the host was before an order, as far as the order is about it. */
export const before = z.strictObject({
  /** Of the machine's boot then. */
  boot: z.string(),
  /** Versions of what is ordered; null for what was not there. */
  packages: z.array(z.strictObject({ name: z.string(), version: z.string().nullable() })),
  /** Gathered before it, where it was to be. */
  evidence: keptEvidence.optional(),
});
export type Before = z.infer<typeof before>;

/**
 * What the host knows of one order. `received`: nothing was begun. `begun`: something may have been
 * changed. `ended`: over, and the server may not know. `acknowledged`: it knows.
 */
export const entry = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('received'), at: isoTime, order }),
  z.strictObject({ state: z.literal('begun'), at: isoTime, order, before }),
  z.strictObject({ state: z.literal('ended'), at: isoTime, outcome: orderOutcome }),
  z.strictObject({ state: z.literal('acknowledged'), at: isoTime }),
]);

/** `damaged`: the file is there and cannot be read; something may have been begun. */
export type Entry = z.infer<typeof entry> | { readonly state: 'damaged'; readonly at: string };

/** `<id>.json`; null for a file that is no order's. */
export function orderIdIn(fileName: string): string | null {
  const id = fileName.endsWith('.json') ? fileName.slice(0, -'.json'.length) : '';
  return orderId.safeParse(id).success ? id : null;
}
