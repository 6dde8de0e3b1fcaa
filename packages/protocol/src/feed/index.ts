/** Feeds: what each can answer, how old it is, what was left out; and the progress of a sync. */
import { z } from 'zod';
import { isoDate, isoTime } from '../text/index.ts';

export const feedMonth = z.object({
  month: z.string(),
  state: z.enum(['complete', 'partial']),
  reason: z.string(),
  count: z.int().nonnegative(),
});

export const feedDrop = z.object({
  reason: z.string(),
  count: z.int().nonnegative(),
  example: z.string(),
});

export const feedStatus = z.object({
  name: z.enum(['msrc', 'definitions', 'bulletins', 'kev', 'epss', 'vulnrichment']),
  source: z.string(),
  /** Date of the newest knowledge in it; null when empty. */
  asOf: isoDate.nullable(),
  months: z.array(feedMonth),
  documents: z.int().nonnegative(),
  rows: z.int().nonnegative(),
  drops: z.array(feedDrop),
});
export type FeedStatus = z.infer<typeof feedStatus>;

export const syncState = z.discriminatedUnion('state', [
  z.object({ state: z.literal('idle') }),
  z.object({
    state: z.literal('running'),
    startedAt: isoTime,
    /** What it is doing now, for people. */
    step: z.string(),
    done: z.int().nonnegative(),
    /** Null while it is not known how much there is to do. */
    total: z.int().nonnegative().nullable(),
  }),
  z.object({ state: z.literal('done'), startedAt: isoTime, endedAt: isoTime }),
  z.object({
    state: z.literal('failed'),
    startedAt: isoTime,
    endedAt: isoTime,
    /** True when their server was at fault, not our input or our code. */
    outage: z.boolean(),
    reason: z.string(),
  }),
]);
export type SyncState = z.infer<typeof syncState>;

export const feedsStatus = z.object({
  at: isoTime,
  /** Empty until a sync has been done. */
  feeds: z.array(feedStatus),
  sync: syncState,
});
export type FeedsStatus = z.infer<typeof feedsStatus>;
