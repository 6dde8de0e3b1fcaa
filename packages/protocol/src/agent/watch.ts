/** What a host is asked to look at again and again, beside any order, and what it sees. */
import { z } from 'zod';
import { manifestPath } from '../manifest/index.ts';
import { probeKind, probeState } from '../probe/index.ts';
import { textUpTo } from '../text/index.ts';
import { agentInstance } from './enrolment.ts';

/**
 * It gives leave for nothing: a host looks at the probes of these manifests only where approvers have
 * signed them, and at what every host has.
 */
export const watch = z.object({
  manifests: z.array(manifestPath).max(20),
  /** Between the beginnings of two looks; no host presses an endpoint more often than the least of it. */
  everySeconds: z.int().min(10).max(86_400),
});
export type Watch = z.infer<typeof watch>;

export const watchedProbe = z.strictObject({
  kind: probeKind,
  /** With the kind, its name. */
  name: textUpTo(2000),
  state: probeState,
  /** As it was said when the state became this one; empty where it is ok. */
  text: textUpTo(500),
});
export type WatchedProbe = z.infer<typeof watchedProbe>;

export const watchedManifest = z.strictObject({
  path: manifestPath,
  /** Why it cannot be looked at; empty where it can. */
  why: textUpTo(1000),
  probes: z.array(watchedProbe).max(100),
});
export type WatchedManifest = z.infer<typeof watchedManifest>;

/**
 * What a host sees of what it watches. There is no time in it and nothing else that moves by itself,
 * so that a host that stays as it is says no more than a hash.
 */
export const agentHealth = z.strictObject({
  manifests: z.array(watchedManifest).max(20),
  /** What every host has: failed units, ports, its disk, its clock, its own checks. */
  host: z.array(watchedProbe).max(300),
});
export type AgentHealth = z.infer<typeof agentHealth>;
export const healthUpload = z.object({ instance: agentInstance, health: agentHealth });
