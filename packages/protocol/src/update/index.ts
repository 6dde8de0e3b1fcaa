/** Updates as Today ranks them, and one update with who needs it. */
import { z } from 'zod';
import { decidingRule, verdict } from '../exposure/index.ts';
import { hostId } from '../host/index.ts';
import {
  advisoryName,
  hostCounts,
  isoDate,
  isoDateOrEmpty,
  isoTime,
  updateName,
} from '../text/index.ts';
import { hostsDeadline, updateDeadline } from '../urgency/index.ts';

export const updateSummary = z.object({
  update: updateName,
  title: z.string(),
  published: isoDateOrEmpty,
  /** The worst severity among what it closes, in the vendor's word; empty where it gives none. */
  severity: z.string(),
  closes: z.array(advisoryName),
  knownExploited: z.array(advisoryName),
  hosts: hostCounts,
  /** Null where no host needs it. */
  deadline: updateDeadline.nullable(),
});
export type UpdateSummary = z.infer<typeof updateSummary>;

/** Every host once, by its verdict. */
export const fleetCounts = z.object({
  hosts: z.int().nonnegative(),
  exposed: z.int().nonnegative(),
  clean: z.int().nonnegative(),
  unknown: z.int().nonnegative(),
  /** How many of `hosts` belong to the example fleet. */
  example: z.int().nonnegative(),
  /** How many distinct postures they have. */
  postures: z.int().nonnegative(),
});
export type FleetCounts = z.infer<typeof fleetCounts>;

/** Today: what to install, by deadline, and what the answer is based on. */
export const today = z.object({
  at: isoTime,
  fleet: fleetCounts,
  /** False when no feed has been read: then every host is unknown. */
  knowledge: z.object({
    ready: z.boolean(),
    asOf: isoDate.nullable(),
    /** Date of the newest knowledge of how advisories are attacked; null for none. */
    sources: z.object({
      kev: isoDate.nullable(),
      epss: isoDate.nullable(),
      vulnrichment: isoDate.nullable(),
      msrc: isoDate.nullable(),
    }),
  }),
  updates: z.array(updateSummary),
  /** Hosts with at least one update overdue. */
  overdueHosts: z.int().nonnegative(),
});
export type Today = z.infer<typeof today>;

/** Hosts of one product and one state, with the evidence that put them there. */
export const affectedGroup = z.object({
  product: z.string(),
  state: z.enum(['exposed', 'fixed', 'unknown']),
  hosts: z.int().nonnegative(),
  /** Null where no rule decided: the update is not to be installed, or the state is unknown. */
  rule: decidingRule.nullable(),
  because: z.string(),
  /** Some of the hosts, by name. */
  examples: z.array(z.object({ id: hostId, name: z.string(), verdict })),
});
export type AffectedGroup = z.infer<typeof affectedGroup>;

export const updateDetail = z.object({
  update: updateSummary,
  supersedes: z.array(updateName),
  /** What it closes, each with the number of hosts on which it is open. */
  advisories: z.array(
    z.object({
      cve: advisoryName,
      severity: z.string(),
      knownExploited: z.boolean(),
      open: z.int().nonnegative(),
    }),
  ),
  affected: z.array(affectedGroup),
  /** By hosts of which the same is known, the soonest first. */
  deadlines: z.array(hostsDeadline),
});
export type UpdateDetail = z.infer<typeof updateDetail>;
