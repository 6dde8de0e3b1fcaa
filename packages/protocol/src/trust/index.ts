/** Keys, approvers and what they have signed, as administrators see and change them. */
import { z } from 'zod';
import { manifest, manifestPath } from '../manifest/index.ts';
import { isoTime, textUpTo } from '../text/index.ts';

const keyId = z.string().regex(/^[0-9a-f]{64}$/);

/** What `daybreak keys create` writes beside the private key: it may be shown to anybody. */
export const approverKey = z.strictObject({
  daybreak: z.literal('approver'),
  name: textUpTo(100).trim().min(1),
  /** Ed25519, 32 bytes as hexadecimal. */
  publicKey: z.string().regex(/^[0-9a-f]{64}$/),
});
export type ApproverKey = z.infer<typeof approverKey>;

export const newRoot = z
  .object({
    approvers: z.array(approverKey).min(1).max(50),
    /** How many of them have to sign. */
    threshold: z.int().min(1),
    /** Whether the server gets another key: after somebody may have taken the one it has. */
    newServerKey: z.boolean().default(false),
  })
  .refine(
    ({ approvers, threshold }) => threshold <= approvers.length,
    'there are fewer approvers than have to sign',
  );
export type NewRoot = z.infer<typeof newRoot>;

export const newManifests = z.object({
  add: z.array(z.object({ path: manifestPath, manifest })).max(100),
  /** Paths of those that may not be carried out any more. */
  remove: z.array(manifestPath).max(1000).default([]),
});
export type NewManifests = z.infer<typeof newManifests>;

export const pacingChange = z.object({
  /** True halts everything, at once; false lets go on what is open. */
  stopped: z.boolean().optional(),
  open: z.array(manifestPath).max(1000).default([]),
  close: z.array(manifestPath).max(1000).default([]),
});
export type PacingChange = z.infer<typeof pacingChange>;

export const proposalId = z.uuid();

const signatory = z.object({ keyId, name: z.string(), hasSigned: z.boolean() });

export const proposalSummary = z.object({
  id: proposalId,
  what: z.enum(['root', 'targets']),
  version: z.int().positive(),
  madeBy: z.string(),
  madeAt: isoTime,
  signatories: z.array(signatory),
  /** How many more have to sign. */
  missing: z.int().nonnegative(),
});
export type ProposalSummary = z.infer<typeof proposalSummary>;

export const trustView = z.object({
  /** Null before the first: hosts report and install nothing. */
  root: z
    .object({
      version: z.int().positive(),
      /** SHA-256, as tokens carry it. */
      sha256: keyId,
      expires: isoTime,
      threshold: z.int().positive(),
      approvers: z.array(approverKey.pick({ publicKey: true }).extend({ keyId, name: z.string() })),
      serverKey: keyId,
    })
    .nullable(),
  manifests: z.array(
    z.object({ path: manifestPath, sha256: keyId, manifest, isOpen: z.boolean() }),
  ),
  /** When approvers have to sign again; null where nothing is approved. */
  manifestsExpire: isoTime.nullable(),
  pacing: z.object({
    stopped: z.boolean(),
    changedBy: z.string(),
    changedAt: isoTime.nullable(),
  }),
  proposals: z.array(proposalSummary),
});
export type TrustView = z.infer<typeof trustView>;
