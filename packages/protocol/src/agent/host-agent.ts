/** A host's agent, as the host's page shows it. */
import { z } from 'zod';
import { isoTime } from '../text/index.ts';
import { agentStatus, candidates } from './documents.ts';
import { shownOrder } from './order.ts';
import { agentHealth, watch } from './watch.ts';

export const hostAgent = z.object({
  /** Null for a host that came in by other ways. */
  agent: z
    .object({
      keyId: z.string(),
      enrolledAt: isoTime,
      /** By our clock. */
      lastContact: isoTime,
      pollSeconds: z.int().positive(),
      /** Nothing was heard of it for longer than three of its own polls. */
      isSilent: z.boolean(),
      revokedAt: isoTime.nullable(),
      /** Two machines have its key: neither gets an order until somebody has settled it. */
      clone: z.object({ noticedAt: isoTime, why: z.string() }).nullable(),
      /** As it said last, and when by our clock; null until it has. */
      status: z.object({ at: isoTime, said: agentStatus }).nullable(),
      /** As it said last; the time, by its clock, is when all its sources answered. */
      candidates: z
        .object({
          at: isoTime.nullable(),
          said: candidates.shape.candidates,
          updates: candidates.shape.updates,
        })
        .nullable(),
      /** What it is asked to look at; null for nothing. */
      watch: watch.nullable(),
      /** What it saw, and since when by our clock it says just that; null until it has said anything. */
      health: z.object({ at: isoTime, said: agentHealth }).nullable(),
    })
    .nullable(),
  /** The last fifty, the newest first. */
  orders: z.array(shownOrder),
});
export type HostAgent = z.infer<typeof hostAgent>;
