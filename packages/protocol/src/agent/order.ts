/** What one host is asked to do, and what it says became of it. */
import { z } from 'zod';
import { hostId } from '../host/index.ts';
import { probeResult } from '../probe/index.ts';
import { advisoryName, isoTime, textUpTo } from '../text/index.ts';
import { agentInstance } from './enrolment.ts';

export const orderedPackage = z.object({
  /** `libssl3`. */
  name: textUpTo(200).min(1),
  /** Just this one: `3.0.20-1~deb12u1`. */
  version: textUpTo(200).min(1),
});
export type OrderedPackage = z.infer<typeof orderedPackage>;

/** The whole vocabulary: nothing else can be asked of a host. */
export const orderAction = z.enum(['install', 'roll-back', 'restart', 'probe', 'collect-evidence']);
export type OrderAction = z.infer<typeof orderAction>;

/**
 * What an update and its restart would wipe out is gathered before anything is begun: `keep` leaves
 * it on the host, with its hash in the outcome; `upload` hands it over too. Where it cannot be had,
 * nothing is begun.
 */
export const evidenceWish = z.enum(['none', 'keep', 'upload']);
export type EvidenceWish = z.infer<typeof evidenceWish>;

/** Who wants evidence before one of the things of an order is installed. */
export const evidenceDemand = z.discriminatedUnion('by', [
  z.object({
    by: z.literal('policy'),
    /** Package or update of the order. */
    of: z.string(),
    /** Title of the host's policy. */
    policy: z.string(),
    /** In the policy's words. */
    tier: z.string(),
    /** What is closed and in that tier; null where it is not known what is closed. */
    advisory: advisoryName.nullable(),
  }),
  z.object({
    by: z.literal('directive'),
    of: z.string(),
    authority: z.string(),
    title: z.string(),
  }),
]);
export type EvidenceDemand = z.infer<typeof evidenceDemand>;

export const orderId = z.uuid();

/**
 * An order gives leave for nothing: the host does it only where a manifest that approvers have signed
 * says so, the pacing state lets it, and it is this host's.
 */
export const order = z.object({
  id: orderId,
  /** Whose it is: any other host refuses it. */
  host: hostId,
  action: orderAction,
  /** Path of the manifest. */
  manifest: textUpTo(200).min(1),
  packages: z.array(orderedPackage).max(1000),
  /** `KB5039212`. */
  updates: z.array(z.string().regex(/^KB\d{6,8}$/)).max(100),
  evidence: evidenceWish.default('none'),
  /** Counted from when the host asked: what has not begun by then is not begun at all. */
  leaseMs: z.int().min(1).max(86_400_000),
});
export type Order = z.infer<typeof order>;

/** What was gathered before, where it lies on the host, and its hash. */
export const keptEvidence = z.object({
  path: z.string().max(1000),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  bytes: z.int().nonnegative(),
});
export type KeptEvidence = z.infer<typeof keptEvidence>;

/** Evidence on its way to the server: gzipped JSON, in base64. */
export const evidenceMaxBytes = 8_000_000;
export const evidenceUpload = z.object({
  instance: agentInstance,
  sha256: keptEvidence.shape.sha256,
  evidence: z.base64().max(Math.ceil(evidenceMaxBytes / 3) * 4),
});

/** The end of the package manager's own log. */
export const packageLog = z.string().max(200_000);

export const orderOutcome = z.object({
  /**
   * `done`: the host's own inventory shows it; of Windows also where its update service says that it
   * succeeded and counts after a restart, which the reasons then say. `refused`: nothing was begun. `failed`: begun, and the
   * inventory does not show it. `interrupted`: the host or the agent was stopped meanwhile; what it
   * found afterwards stands in the reasons.
   */
  kind: z.enum(['done', 'refused', 'failed', 'interrupted']),
  /** In words, for whoever looks after the host. */
  reasons: z.array(z.string().max(2000)).max(200),
  /** Packages that are neither what they were nor what they were to be. */
  halfDone: z.array(z.string().max(300)).max(1000),
  /** What is another version now; null for what was not there, or is not any more. */
  changed: z
    .array(
      z.object({
        name: z.string().max(300),
        from: z.string().max(300).nullable(),
        to: z.string().max(300).nullable(),
      }),
    )
    .max(2000),
  log: packageLog,
  /** What the host saw afterwards, where it looked. */
  probes: z.array(probeResult).max(300).optional(),
  evidence: keptEvidence.optional(),
});
export type OrderOutcome = z.infer<typeof orderOutcome>;

/** By the host's clock. Sent until it is acknowledged; the same report again changes nothing. */
export const orderReport = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('begun'), at: isoTime }),
  z.object({
    kind: z.literal('progress'),
    at: isoTime,
    /** `downloading`, `installing`, `probing`. */
    step: z.string().max(100),
    /** Of a hundred; null where it cannot be told. */
    percent: z.number().min(0).max(100).nullable(),
  }),
  z.object({ kind: z.literal('ended'), at: isoTime, outcome: orderOutcome }),
]);
export type OrderReport = z.infer<typeof orderReport>;

/** What is sent, as all that an agent sends, with its instance. */
export const orderReportUpload = z.object({ instance: agentInstance, report: orderReport });

/** How long a host may wait before it begins, unless whoever places the order says otherwise. */
const defaultLeaseMs = 3_600_000;

/** What an administrator asks of one host. Evidence is gathered also where only policy wants it. */
export const newOrder = order
  .pick({ action: true, manifest: true, packages: true, updates: true, evidence: true })
  .extend({
    packages: order.shape.packages.default([]),
    updates: order.shape.updates.default([]),
    leaseMs: order.shape.leaseMs.default(defaultLeaseMs),
  });
export type NewOrder = z.infer<typeof newOrder>;

const asPlaced = {
  /** What is gathered first: what was asked, or more where that is demanded. */
  evidence: evidenceWish,
  /** Who wants evidence first beside whoever placed the order; empty for nobody. */
  evidenceDemands: z.array(evidenceDemand),
};

export const placedOrder = z.object({ id: orderId, ...asPlaced });
export type PlacedOrder = z.infer<typeof placedOrder>;

/** An order as its host's page shows it. */
export const shownOrder = order.omit({ host: true, leaseMs: true }).extend({
  ...asPlaced,
  /**
   * `waiting`: its host has not asked for it. `granted`: it has, and may begin until its lease ends.
   * `lapsed`: it was granted and nothing was heard; it is granted again when the host asks.
   */
  state: z.enum(['waiting', 'granted', 'lapsed', 'begun', 'ended', 'cancelled']),
  /** Name of the user. */
  placedBy: z.string(),
  placedAt: isoTime,
  grantedAt: isoTime.nullable(),
  leaseUntil: isoTime.nullable(),
  /** By the host's clock. */
  begunAt: isoTime.nullable(),
  progress: orderReport.options[1].omit({ kind: true }).nullable(),
  /** By the host's clock. */
  endedAt: isoTime.nullable(),
  outcome: orderOutcome.nullable(),
  /** Evidence that is here, and the hash of what is here; null where none was handed over. */
  handedOver: z.object({ sha256: keptEvidence.shape.sha256, at: isoTime }).nullable(),
  cancelledBy: z.string().nullable(),
  cancelledAt: isoTime.nullable(),
});
export type ShownOrder = z.infer<typeof shownOrder>;
