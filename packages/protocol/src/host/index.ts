/** Hosts as the screens list and show them. */
export * from './debian-package.ts';
export * from './rpm-package.ts';

import { z } from 'zod';
import { assessment, verdict } from '../exposure/index.ts';
import { cursor, isoTime, textUpTo, updateName } from '../text/index.ts';
import { hostsDeadline } from '../urgency/index.ts';
import { debianPackage } from './debian-package.ts';
import { rpmPackage } from './rpm-package.ts';

export const hostId = z.uuid();

/** Whose inventory it is: what it lists differs, and the words for it. */
export const hostSystem = z.enum(['windows', 'debian', 'rpm']);
export type HostSystem = z.infer<typeof hostSystem>;

export const hostSummary = z.object({
  id: hostId,
  name: z.string(),
  system: hostSystem,
  /** As the inventory names it: `Microsoft Windows Server 2022 Standard`. */
  osName: z.string(),
  /** Build with revision where known: `10.0.20348.2461`. Of others `kernel 6.1.0-37-amd64`. */
  build: z.string(),
  domain: z.string(),
  /** The administrator's own grouping; empty for none. */
  group: z.string(),
  /** True for a host of the example fleet. */
  example: z.boolean(),
  firstSeen: isoTime,
  lastSeen: isoTime,
  verdict,
  /** How many updates it needs now. */
  toInstall: z.int().nonnegative(),
  /** How many advisories are open on it. */
  open: z.int().nonnegative(),
  /** How many of those are known to be exploited. */
  knownExploited: z.int().nonnegative(),
});
export type HostSummary = z.infer<typeof hostSummary>;

export const hostOrder = z.enum(['name', 'last-seen', 'worst']);
export type HostOrder = z.infer<typeof hostOrder>;

/** The query of the host list. */
export const hostQuery = z.object({
  /** Part of the name, the domain or the operating system's name, in any case. */
  text: textUpTo(200).optional(),
  verdict: verdict.optional(),
  group: textUpTo(200).optional(),
  /** Hosts that need this update now. */
  update: updateName.optional(),
  order: hostOrder.default('worst'),
  cursor: cursor.optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});
export type HostQuery = z.infer<typeof hostQuery>;

/** A host of the list. */
export const listedHost = hostSummary.extend({
  /** Of its agent, which counts as silent by its own polls; null for a host without one that works. */
  contact: z.object({ at: isoTime, isSilent: z.boolean() }).nullable(),
});
export type ListedHost = z.infer<typeof listedHost>;

export const hostPage = z.object({
  hosts: z.array(listedHost),
  /** How many hosts the filter matches, on all pages. */
  total: z.int().nonnegative(),
  next: cursor.nullable(),
});
export type HostPage = z.infer<typeof hostPage>;

/** One stretch of a host's posture history; `to` is null for the one that holds now. */
export const postureInterval = z.object({
  posture: z.string(),
  system: hostSystem,
  product: z.string(),
  /** As of `hostSummary`. */
  build: z.string(),
  /** How many updates or packages it lists. */
  installed: z.int().nonnegative(),
  from: isoTime,
  to: isoTime.nullable(),
});
export type PostureInterval = z.infer<typeof postureInterval>;

/** What the inventory lists. */
export const installedOnHost = z.discriminatedUnion('system', [
  z.object({
    system: z.literal('windows'),
    updates: z.array(updateName),
    /** False when the inventory's list of updates was cut short, or there was none. */
    complete: z.boolean(),
  }),
  z.object({ system: z.literal('debian'), packages: z.array(debianPackage) }),
  z.object({ system: z.literal('rpm'), packages: z.array(rpmPackage) }),
]);
export type InstalledOnHost = z.infer<typeof installedOnHost>;

export const hostDetail = z.object({
  host: hostSummary,
  architecture: z.string(),
  installed: installedOnHost,
  /** Which files it came from, and which parts of them. */
  sources: z.array(z.string()),
  /** What the reader of its inventory had to say. */
  inventoryWarnings: z.array(z.string()),
  assessment,
  /** How soon it needs each update of the assessment. */
  deadlines: z.array(z.object({ update: updateName, deadline: hostsDeadline })),
  history: z.array(postureInterval),
});
export type HostDetail = z.infer<typeof hostDetail>;
