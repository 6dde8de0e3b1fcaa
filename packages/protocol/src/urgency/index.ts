/** Why a deadline is what it is. */
import { z } from 'zod';
import { advisoryName, isoDate } from '../text/index.ts';

/** What a policy asked for, what was known of it, and who said so. */
export const urgencyReason = z.object({
  /** A decision point, a threshold or a fact: `kev`, `epss>=0.1`, `role=dc`. */
  input: z.string(),
  value: z.string(),
  source: z.string(),
  /** Date of the source; null for none. */
  asOf: isoDate.nullable(),
  /** Nobody has said so: of what it may be, the value with the most urgent answer. */
  assumed: z.boolean(),
});
export type UrgencyReason = z.infer<typeof urgencyReason>;

const tierAnswer = {
  /** In the policy's words: `3 days & forensic investigation`. */
  tier: z.string(),
  /** How long one may take, in days; null until the next upgrade. */
  deadline_days: z.number().positive().nullable(),
  /** Evidence is to be collected before anything is changed. */
  evidenceFirst: z.boolean(),
};

/** Another answer, for the case that an assumption is wrong. */
export const urgencyAlternative = z.object({
  ...tierAnswer,
  /** By input, the values with which it holds. */
  if: z.record(z.string(), z.array(z.string())),
});
export type UrgencyAlternative = z.infer<typeof urgencyAlternative>;

/** The answer of `daybreak urgency` for one advisory, one object a line. */
export const advisoryUrgency = z.object({
  cve: advisoryName,
  /** Id of the policy. */
  policy: z.string(),
  ...tierAnswer,
  reasons: z.array(urgencyReason),
  alternatives: z.array(urgencyAlternative),
});
export type AdvisoryUrgency = z.infer<typeof advisoryUrgency>;
