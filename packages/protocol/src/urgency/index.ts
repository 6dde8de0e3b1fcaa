/** Why a deadline is what it is. */
import { z } from 'zod';
import { demandedAction } from '../directive/index.ts';
import { advisoryName, isoDate, isoTime } from '../text/index.ts';

export * from './answer.ts';

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

const tierFields = {
  /** In the policy's words: `3 days & forensic investigation`. */
  tier: z.string(),
  /** How long one may take, in days; null until the next upgrade. */
  deadline_days: z.number().positive().nullable(),
  /** Evidence is to be collected before anything is changed. */
  evidenceFirst: z.boolean(),
};

/** Another answer, for the case that an assumption is wrong. */
export const urgencyAlternative = z.object({
  ...tierFields,
  /** By input, the values with which it holds. */
  if: z.record(z.string(), z.array(z.string())),
});
export type UrgencyAlternative = z.infer<typeof urgencyAlternative>;

/** The answer of `daybreak urgency` for one advisory, one object a line. */
export const advisoryUrgency = z.object({
  cve: advisoryName,
  /** Id of the policy. */
  policy: z.string(),
  ...tierFields,
  reasons: z.array(urgencyReason),
  alternatives: z.array(urgencyAlternative),
});
export type AdvisoryUrgency = z.infer<typeof advisoryUrgency>;

/** A directive in force that is about an update and hosts that need it. */
export const orderInForce = z.object({
  directive: z.uuid(),
  authority: z.string(),
  title: z.string(),
  /** `exempt`: these hosts are told to wait. `unknown`: it cannot be told, and is taken for `asked`. */
  standing: z.enum(['asked', 'exempt', 'unknown']),
  /** Why they are exempt, or why it cannot be told; empty where they are asked. */
  why: z.string(),
  demands: z.array(
    z.object({
      action: demandedAction,
      due: isoTime.nullable(),
    }),
  ),
});
export type OrderInForce = z.infer<typeof orderInForce>;

/** What is known of hosts that no inventory shows; null where nobody has said it. */
export const factsOfHosts = z.object({
  exposed: z.enum(['no', 'controlled', 'yes']).nullable(),
  mission: z.enum(['low', 'medium', 'high', 'very high']).nullable(),
  role: z.string().nullable(),
  owner: z.string().nullable(),
  group: z.string().nullable(),
});

export const deadlineState = z.enum(['overdue', 'due', 'next-upgrade', 'waiting', 'excepted']);
export type DeadlineState = z.infer<typeof deadlineState>;

/** How soon hosts of which the same is known need an update, and why. */
export const hostsDeadline = z.object({
  /** How many hosts need it under this deadline. */
  hosts: z.int().nonnegative(),
  /** Overdue: open after its time, a breach now. */
  state: deadlineState,
  facts: factsOfHosts,
  policy: z.object({ id: z.string(), title: z.string() }),
  tier: z.string(),
  /** How long the tier gives; null until the next upgrade. */
  hours: z.number().positive().nullable(),
  evidenceFirst: z.boolean(),
  /** When the clock began; null where there is none. */
  from: isoTime.nullable(),
  /** Null until the next upgrade. */
  due: isoTime.nullable(),
  /** The advisory that decides; null for an update that closes none by name. */
  advisory: advisoryName.nullable(),
  reasons: z.array(urgencyReason.extend({ counts: z.boolean() })),
  alternatives: z.array(urgencyAlternative),
  orders: z.array(orderInForce),
  /** Why and until when: of hosts that are told to wait, or that are excepted. */
  until: z.object({ reason: z.string(), date: isoDate.nullable() }).nullable(),
});
export type HostsDeadline = z.infer<typeof hostsDeadline>;

/** The soonest deadline of an update, and how its hosts stand to theirs. */
export const updateDeadline = z.object({
  soonest: hostsDeadline,
  /** Hosts that need it, by how they stand. */
  hosts: z.record(deadlineState, z.int().nonnegative()),
  /** Highest EPSS score of what it closes, from 0 to 1; null where none has one. */
  epss: z.number().min(0).max(1).nullable(),
});
export type UpdateDeadline = z.infer<typeof updateDeadline>;
