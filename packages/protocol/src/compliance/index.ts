/** Who complies with a directive, as of any date, with the evidence. */
import { complianceStates } from '@daybreak/core/compliance';
import { z } from 'zod';
import { demandedAction, directiveId, when } from '../directive/index.ts';
import { hostId } from '../host/index.ts';
import { cursor, isoDate, isoTime, textUpTo } from '../text/index.ts';

export const complianceState = z.enum(complianceStates);
export type { ComplianceState } from '@daybreak/core/compliance';

/** Each host is in one state. */
export const complianceCounts = z.record(complianceState, z.int().nonnegative());
export type ComplianceCounts = z.infer<typeof complianceCounts>;

export const complianceQuery = z.object({
  /** An instant, or a date that counts with its end in the directive's zone; without it now. */
  asOf: when.optional(),
  /** `now`: what held then by all that is known now. `then`: what was on record then. */
  knowing: z.enum(['now', 'then']).default('now'),
});
export type ComplianceQuery = z.infer<typeof complianceQuery>;

export const complianceHostsQuery = complianceQuery.extend({
  /** States with commas between them; all without it. */
  states: z
    .string()
    .max(200)
    .transform((text) => text.split(','))
    .pipe(z.array(complianceState).min(1))
    .optional(),
  cursor: cursor.optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});
export type ComplianceHostsQuery = z.infer<typeof complianceHostsQuery>;

const dueTime = { due: isoTime.nullable(), dueWhy: z.string().nullable() };

export const compliance = z.object({
  directive: directiveId,
  asOf: isoTime,
  knowing: z.enum(['now', 'then']),
  madeAt: isoTime,
  version: z.string(),
  /** Null where it was not in force then: nothing is asked of anybody. */
  order: z
    .object({
      authority: z.string(),
      title: z.string(),
      issuedAt: when,
      demands: z.array(
        z.object({ action: z.string(), roles: z.array(z.string()), note: z.string(), ...dueTime }),
      ),
    })
    .nullable(),
  /** How many hosts there are, with those that are out of scope. */
  hosts: z.int().nonnegative(),
  /** How many of them are of the example fleet. */
  example: z.int().nonnegative(),
  counts: complianceCounts,
  /** Of the inventories that the answers rest on: the oldest and the newest; null without any. */
  inventories: z.object({ oldest: isoTime.nullable(), newest: isoTime.nullable() }),
  /** What the answers rest on, and what is not kept, in words. */
  basis: z.array(z.string()),
});
export type Compliance = z.infer<typeof compliance>;

export const hostCompliance = z.object({
  id: hostId,
  name: z.string(),
  example: z.boolean(),
  group: z.string().nullable(),
  role: z.string().nullable(),
  owner: z.string().nullable(),
  /** Empty where there was no inventory. */
  product: z.string(),
  /** As the host list has it: `10.0.20348.2461`, `kernel 6.1.0-37-amd64`. */
  build: z.string(),
  state: complianceState,
  why: z.string(),
  due: isoTime.nullable(),
  demands: z.array(
    z.object({
      action: z.string(),
      state: complianceState,
      why: z.string(),
      note: z.string(),
      ...dueTime,
    }),
  ),
  exception: z
    .object({ id: z.uuid(), owner: z.string(), reason: z.string(), until: isoDate })
    .nullable(),
  inventoryAt: isoTime.nullable(),
  firstSeen: isoTime,
});
export type HostCompliance = z.infer<typeof hostCompliance>;

export const complianceHosts = z.object({
  hosts: z.array(hostCompliance),
  next: cursor.nullable(),
});
export type ComplianceHosts = z.infer<typeof complianceHosts>;

/** The counts of every directive that is in force, now. */
export const complianceOverview = z.object({
  asOf: isoTime,
  directives: z.array(
    z.object({ directive: directiveId, hosts: z.int().nonnegative(), counts: complianceCounts }),
  ),
});
export type ComplianceOverview = z.infer<typeof complianceOverview>;

const text = textUpTo(200).trim().min(1);
const attestedAction = demandedAction.exclude(['patch']);

export const newAttestation = z.object({
  subject: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('host'), id: hostId }),
    z.object({ kind: z.literal('group'), group: text }),
  ]),
  action: attestedAction,
  /** When it was done: not in the future. */
  at: when,
  evidence: textUpTo(2000).trim().min(1),
});
export type NewAttestation = z.infer<typeof newAttestation>;

export const attestation = z.object({
  id: z.uuid(),
  subject: z.discriminatedUnion('kind', [
    /** The id is null when the host was removed. */
    z.object({ kind: z.literal('host'), id: hostId.nullable(), name: z.string() }),
    z.object({ kind: z.literal('group'), group: z.string() }),
  ]),
  action: attestedAction,
  at: when,
  evidence: z.string(),
  by: z.string(),
  recordedAt: isoTime,
  withdrawnBy: z.string().nullable(),
  withdrawnAt: isoTime.nullable(),
});
export type Attestation = z.infer<typeof attestation>;

/** The newest first, with those that were withdrawn. */
export const attestationList = z.object({ attestations: z.array(attestation) });
