import type { NamedFinding } from '../exposure/index.ts';

/** A host as it was at the instant in question. */
export interface ComplianceHost extends Likeness {
  readonly id: string;
}

/** What many hosts share, and what decides how they stand unless they are named one by one. */
export interface Likeness {
  /** Null where it is not known. */
  readonly role: string | null;
  /** Null for none. */
  readonly group: string | null;
  /** False where it is known only that the group was another than now. */
  readonly groupKnown: boolean;
  /** Null where there was no inventory of it yet. One object for all hosts that share the posture. */
  readonly posture: PostureThen | null;
}

export interface PostureThen {
  /** `Windows Server 2022 (x64)`, `debian:12`; the inventory's own name where no product fits. */
  readonly product: string;
  /** `10.0.20348.2461`, `kernel 6.1.0-37-amd64`. */
  readonly build: string;
  /** What was found of each advisory and update in the directive's scope. */
  readonly findings: readonly NamedFinding[];
}
