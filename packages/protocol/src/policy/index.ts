/** Policies: those that come with Daybreak, an organisation's own, and which group goes by which. */
import { z } from 'zod';
import { isoTime, textUpTo } from '../text/index.ts';

export const policyId = z.string().regex(/^[a-z\d][a-z\d-]{0,99}$/);

export const policySummary = z.object({
  id: policyId,
  title: z.string(),
  /** Where its table comes from, in words. */
  source: z.string(),
  /** Comes with Daybreak, and can not be replaced. */
  shipped: z.boolean(),
  /** Of one's own policies: 1, 2, 3 …; null for those that come with Daybreak. */
  version: z.int().positive().nullable(),
});
export type PolicySummary = z.infer<typeof policySummary>;

const assignment = z.object({
  /** Empty for hosts whose group has no policy of its own. */
  group: z.string(),
  policy: policyId,
  by: z.string(),
  at: isoTime,
});

export const policyList = z.object({
  policies: z.array(policySummary),
  /** What hosts without an assignment go by. */
  default: policyId,
  assignments: z.array(assignment),
});
export type PolicyList = z.infer<typeof policyList>;

export const newPolicy = z.object({
  /** Name of the file, for the places of what is wrong in it. */
  file: textUpTo(255).trim().min(1).default('policy'),
  text: textUpTo(900_000).min(1),
});

export const uploadedPolicy = z.object({ policy: policySummary });

export const policyDetail = z.object({
  policy: policySummary,
  tiers: z.array(
    z.object({
      key: z.string(),
      name: z.string(),
      /** How long one may take; null until the next upgrade. */
      hours: z.number().nullable(),
      evidenceFirst: z.boolean(),
    }),
  ),
  inputs: z.array(z.string()),
  /** A cell for each input, `*` for any value, and the key of the tier. */
  rows: z.array(z.array(z.string())),
  /** As uploaded, the newest first; none for those that come with Daybreak. */
  versions: z.array(
    z.object({
      version: z.int().positive(),
      title: z.string(),
      file: z.string(),
      text: z.string(),
      uploadedBy: z.string(),
      uploadedAt: isoTime,
    }),
  ),
});
export type PolicyDetail = z.infer<typeof policyDetail>;

export const newAssignment = z.object({
  /** Empty for hosts whose group has no policy of its own. */
  group: textUpTo(200).trim(),
  /** Null takes the group's assignment back. */
  policy: policyId.nullable(),
});
