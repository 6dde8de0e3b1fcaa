import type { DebianPackage } from '@daybreak/core/inventory';
import type { AgentStatus, Candidate, OrderedPackage } from '@daybreak/protocol/agent';
import type { Outcome } from '../apt/index.ts';

/** How far a change has come. */
export interface Progress {
  /** `downloading`, `installing`. */
  readonly step: string;
  /** Of a hundred; null where it cannot be told. */
  readonly percent: number | null;
}

/** What the agent needs of a host's package manager. */
export interface PackageDriver<Package = DebianPackage> {
  /** By name, then by architecture. @throws InventoryError, RpmInventoryError */
  installed(): Promise<readonly Package[]>;
  /** Asks the host's own sources for what is new. */
  refresh(): Promise<{ readonly isWhole: boolean; readonly log: string }>;
  /** What the host could take now; null where it cannot tell. */
  candidates(): Promise<readonly Candidate[] | null>;
  /** Takes these packages to just these versions, back too, or begins nothing and says why. */
  install(order: readonly OrderedPackage[], tell: (progress: Progress) => void): Promise<Outcome>;
  /** Goes on where something stopped half-way. @throws Error where it still goes on */
  repair(): Promise<{ readonly isWhole: boolean; readonly log: string }>;
  /** What a restart would bring into use; null where the host cannot tell. */
  restartState(): Promise<AgentStatus['restart']>;
  /** Why nothing could be changed now, in words; empty where nothing stands against it. */
  hindrances(): Promise<readonly string[]>;
  /** Begins a restart of the machine; false where the host would not. */
  restart(): Promise<boolean>;
  /** Less than 0 where `a` is earlier than `b`; null where one of them is no version. */
  compareVersions(a: string, b: string): number | null;
}
