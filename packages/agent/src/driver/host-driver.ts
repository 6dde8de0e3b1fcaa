/** All that is another on another system. Everything that a host can be made to do is here. */
import type { AgentStatus, Candidates, HostPosture, Order } from '@daybreak/protocol/agent';
import type { ManifestProbe } from '@daybreak/protocol/manifest';
import type { Outcome } from '../apt/index.ts';
import type { Evidence } from '../evidence/index.ts';
import type { Probe } from '../probe/index.ts';
import type { Progress } from './package-driver.ts';

/** Something that an order can name, as the host has it. */
export interface Installed {
  readonly name: string;
  /** Of an update of Windows, which has none, `installedUpdate`. */
  readonly version: string;
  readonly state: 'installed' | 'held' | 'half-done';
}

/** What stands for the version of an update that is there. */
export const installedUpdate = 'installed';

export interface Boot {
  /** Another one after each start of the machine. */
  readonly id: string;
  /** Null where the host does not say. */
  readonly at: Date | null;
}

/** What an order asks to be changed. */
export type Change = Pick<Order, 'action' | 'packages' | 'updates'>;

export interface HostDriver {
  /** What orders can name here; the others are refused. */
  readonly takes: 'packages' | 'updates';
  /** What the host calls itself. */
  name(): Promise<string>;
  boot(): Promise<Boot>;
  /** As manifests name products: `debian:12`, `Windows Server 2022 (x64)`. */
  product(): Promise<string>;
  /** All that decides exposure. */
  posture(): Promise<HostPosture>;
  /** What is there now, looked at anew. */
  installed(): Promise<readonly Installed[]>;
  /** Asks the host's own sources for what is new. */
  refresh(): Promise<{ readonly isWhole: boolean; readonly log: string }>;
  /** What the host could take now; null where it cannot tell. */
  candidates(): Promise<Candidates | null>;
  /** Installs or takes back just what is named, or begins nothing and says why. */
  change(change: Change, tell: (progress: Progress) => void): Promise<Outcome>;
  /** After something stopped half-way. @throws Error where it still goes on: it is asked again later */
  repair(): Promise<{ readonly isWhole: boolean; readonly log: string }>;
  /** What a restart would bring into use; null where the host cannot tell. */
  restartState(): Promise<AgentStatus['restart']>;
  /** Why nothing could be changed now, in words; empty where nothing stands against it. */
  hindrances(): Promise<readonly string[]>;
  /** Begins a restart of the machine; false where the host would not. */
  restart(): Promise<boolean>;
  /** Less than 0 where `a` is earlier than `b`; null where one of them is no version. */
  compareVersions(a: string, b: string): number | null;
  /** What approvers have named, and what every such host has. */
  probes(named: readonly ManifestProbe[]): Promise<readonly Probe[]>;
  /** What a change and its restart would wipe out. @throws Error where it cannot be gathered */
  evidence(): Promise<Evidence>;
}
