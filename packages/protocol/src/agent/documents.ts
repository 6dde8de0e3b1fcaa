/** What the server is sent when it lacks it: each under the hash of its canonical JSON. */
import { z } from 'zod';
import { debianPackage, rpmPackage } from '../host/index.ts';
import { isoTime, textUpTo } from '../text/index.ts';
import { documentHash } from './check-in.ts';
import { agentInstance } from './enrolment.ts';
import { orderId } from './order.ts';

/** A host of Debian, or of what is made from it, without its name. */
export const debianPosture = z.strictObject({
  osName: textUpTo(300),
  distribution: textUpTo(50).min(1),
  release: textUpTo(50),
  architecture: textUpTo(50).min(1),
  kernel: textUpTo(200),
  packages: z.array(debianPackage).max(20_000),
});
export type DebianPosture = z.infer<typeof debianPosture>;

/** A host of RPM, without its name. */
export const rpmPosture = debianPosture.extend({
  packageFormat: z.literal('rpm'),
  packages: z.array(rpmPackage).max(20_000),
});
export type RpmPosture = z.infer<typeof rpmPosture>;

/** A host of Windows, without its name and domain. What each says is in core's `WindowsHost`. */
export const windowsPosture = z.strictObject({
  osName: textUpTo(300),
  family: textUpTo(100),
  edition: textUpTo(200),
  release: textUpTo(50),
  architecture: z.enum(['x86', 'x64', 'arm64', 'ia64']),
  servicePack: z.int().min(0).max(9),
  version: z.string().regex(/^\d{1,2}\.\d{1,2}\.\d{3,5}$/),
  build: z.int().min(0).max(99_999),
  revision: z.int().min(0).max(999_999).nullable(),
  serverCore: z.boolean().nullable(),
  role: z
    .enum(['workstation', 'server', 'backup-domain-controller', 'primary-domain-controller'])
    .nullable(),
  installed: z.strictObject({
    updates: z.array(z.string().regex(/^KB\d{5,8}$/)).max(20_000),
    stated: z.int().nonnegative().nullable(),
    complete: z.boolean(),
  }),
});
export type WindowsPosture = z.infer<typeof windowsPosture>;

export const hostPosture = z.union([debianPosture, rpmPosture, windowsPosture]);
export type HostPosture = z.infer<typeof hostPosture>;

/** The first time, whenever a change is not understood, and always of Windows and RPM. */
const wholePosture = z.object({ instance: agentInstance, posture: hostPosture });

/** From the posture of a Debian host that the server has already. */
const changedPosture = z.object({
  instance: agentInstance,
  /** Hash of the posture that this is a change of. */
  base: documentHash,
  /** Of the posture as it is now. */
  posture: documentHash,
  /** All but the packages, as they are now. */
  facts: debianPosture.omit({ packages: true }),
  /** New ones, and those that are another now. */
  set: z.array(debianPackage).max(20_000),
  /** `name:architecture` of those that are gone. */
  removed: z.array(z.string().max(300)).max(20_000),
});

export const postureUpload = z.union([wholePosture, changedPosture]);
export type PostureUpload = z.infer<typeof postureUpload>;

const cve = z.string().regex(/^CVE-\d{4}-\d{4,}$/);

/** An update that the host itself could take from its own signed sources now. */
export const candidate = z.strictObject({
  name: textUpTo(200).min(1),
  architecture: textUpTo(50).min(1),
  source: textUpTo(200).min(1),
  installed: textUpTo(200).min(1),
  version: textUpTo(200).min(1),
  /** `Debian-Security:12/oldstable-security`; of RPM the names of repositories: `baseos`. */
  origins: z.array(textUpTo(300)).max(20),
  /** Whether one of its origins is for security fixes; of RPM, whether an advisory of theirs says so. */
  isSecurity: z.boolean(),
  /** From the changelog (of RPM, the advisories) between the two versions; null where there is none. */
  cves: z.array(cve).max(2000).nullable(),
});
export type Candidate = z.infer<typeof candidate>;

/** An update that Windows's own update service offers to the host now. */
export const offeredUpdate = z.strictObject({
  /** `KB5039227`. */
  update: z.string().regex(/^KB\d{5,8}$/),
  title: textUpTo(500),
  /** `Security Updates`, `Windows Server 2022`. */
  categories: z.array(textUpTo(300)).max(50),
  /** As Microsoft rates it: `Critical`; empty where it does not. */
  severity: textUpTo(50),
  /** As Microsoft says with the update; null where it says none, which it often does not. */
  cves: z.array(cve).max(2000).nullable(),
  /** Whether Windows says that it can be taken out again. */
  isRemovable: z.boolean(),
});
export type OfferedUpdate = z.infer<typeof offeredUpdate>;

export const candidates = z.strictObject({
  candidates: z.array(candidate).max(20_000),
  /** Of Windows, which has no packages. */
  updates: z.array(offeredUpdate).max(1000).optional(),
});
export type Candidates = z.infer<typeof candidates>;
export const candidatesUpload = z.object({ instance: agentInstance, candidates });

/** What changes without the posture changing; nothing in it moves by itself from poll to poll. */
export const agentStatus = z.strictObject({
  /** Of the agent. */
  version: textUpTo(50),
  bootedAt: isoTime.nullable(),
  /** What it believes, and why it does not where it does not. */
  trust: z.strictObject({
    state: z.enum([
      'no-root',
      'trusted',
      'outage',
      'forged',
      'rolled-back',
      'expired',
      'mixed',
      'damaged',
    ]),
    rootVersion: z.int().nonnegative(),
    why: textUpTo(1000),
  }),
  /** Null where the host cannot tell. */
  restart: z
    .strictObject({
      isNeeded: z.boolean(),
      /** What asked for it: names of packages. */
      because: z.array(textUpTo(200)).max(200),
      /** Services that run what has been replaced on disk. */
      services: z.array(textUpTo(300)).max(1000),
    })
    .nullable(),
  /** Why the package manager can do nothing now: the lock's holder, a full disk; empty where it can. */
  hindrances: z.array(textUpTo(1000)).max(50),
  /** The order that is being carried out. */
  doing: orderId.nullable(),
});
export type AgentStatus = z.infer<typeof agentStatus>;
export const statusUpload = z.object({ instance: agentInstance, status: agentStatus });
