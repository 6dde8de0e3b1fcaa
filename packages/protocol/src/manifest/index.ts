/** What approvers sign: what may be installed, and where. */
import { z } from 'zod';
import { orderedPackage } from '../agent/order.ts';
import { isoTime, textUpTo } from '../text/index.ts';

/** Something that a host may be asked to look at; no others are looked at. */
export const manifestProbe = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('tls'),
    /** The chain is verified against this name. */
    host: textUpTo(253).min(1),
    port: z.int().min(1).max(65_535),
  }),
  z.strictObject({ kind: z.literal('https'), url: z.url({ protocol: /^https$/ }).max(2000) }),
]);
export type ManifestProbe = z.infer<typeof manifestProbe>;

export const manifest = z.strictObject({
  format: z.literal(1),
  /** For people: `openssl, DSA-5780-1`. */
  title: textUpTo(300).trim().min(1),
  /** `debian:12`, `Windows Server 2022 (x64)`: of any other, nothing is done. */
  products: z.array(textUpTo(200).min(1)).min(1).max(1000),
  /** The groups whose hosts may; null for all, also those without a group. */
  groups: z.array(textUpTo(200)).max(10_000).nullable(),
  packages: z
    .array(
      // Strict: what is not understood here would be signed without having been shown.
      z.strictObject({
        ...orderedPackage.shape,
        /** Versions to which it may be taken back. */
        back: z.array(textUpTo(200).min(1)).max(100),
        /** Whether it may come onto a host that does not have it yet. */
        isNew: z.boolean(),
      }),
    )
    .max(1000),
  updates: z.array(z.string().regex(/^KB\d{6,8}$/)).max(100),
  /** Updates that may be taken out of a host again; none where it is not said. */
  removable: z
    .array(z.string().regex(/^KB\d{6,8}$/))
    .max(100)
    .optional(),
  mayRestart: z.boolean(),
  probes: z.array(manifestProbe).max(100),
  /** Nothing of it is begun afterwards. */
  until: isoTime,
});
export type Manifest = z.infer<typeof manifest>;

/** The manifest's path, by which orders and the pacing state name it. */
export const manifestPath = z.string().regex(/^[a-z0-9][a-z0-9.-]{0,99}\.json$/);
