/** What one host is asked to do, and what it says became of it. */
import { z } from 'zod';
import { hostId } from '../host/index.ts';
import { isoTime, textUpTo } from '../text/index.ts';

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
  /** Counted from when the host asked: what has not begun by then is not begun at all. */
  leaseMs: z.int().min(1).max(86_400_000),
});
export type Order = z.infer<typeof order>;

/** The end of the package manager's own log. */
export const packageLog = z.string().max(200_000);

export const orderOutcome = z.object({
  /**
   * `done`: the host's own inventory shows it. `refused`: nothing was begun. `failed`: begun, and the
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
