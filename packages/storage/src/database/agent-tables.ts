/** The tables of agents, their tokens, what they have said, and their orders. */

import type {
  EvidenceDemand,
  EvidenceWish,
  KeptRuns,
  SeenHealth,
  Watch,
} from '@daybreak/core/agent';
import type { Generated } from 'kysely';
import type { Json } from './tables.ts';

export interface AgentTokenTable {
  token_hash: string;
  id: string;
  host_group: string;
  host_id: string | null;
  created_by: string;
  created_at: Date;
  expires_at: Date;
  revoked_at: Date | null;
  used_at: Date | null;
  used_by_key: string | null;
}

export interface CandidateSetTable {
  hash: string;
  candidates: Json<unknown>;
  first_seen: Date;
}

export interface AgentTable {
  host_id: string;
  key_id: string;
  public_key: Buffer;
  runs: Json<KeptRuns>;
  candidates_hash: string | null;
  candidates_at: Date | null;
  status_hash: string | null;
  last_contact: Date;
  poll_seconds: number;
  enrolled_at: Date;
  revoked_at: Date | null;
  clone_noticed_at: Date | null;
  watch: Json<Watch> | null;
  /** Only where something is watched. */
  health_hash: string | null;
}

export interface AgentStatusTable {
  host_id: string;
  status: Json<unknown>;
  at: Date;
}

export interface AgentHealthTable {
  host_id: string;
  health: Json<SeenHealth>;
  at: Date;
}

export interface OrderTable {
  id: string;
  /** bigint, which the driver gives as text. */
  sequence: Generated<string>;
  host_id: string;
  action: string;
  manifest: string;
  packages: Json<readonly { readonly name: string; readonly version: string }[]>;
  updates: Json<readonly string[]>;
  evidence: EvidenceWish;
  evidence_demands: Json<readonly EvidenceDemand[]>;
  lease_ms: number;
  placed_by: string;
  placed_at: Date;
  granted_at: Date | null;
  lease_until: Date | null;
  /** By the host's clock. */
  begun_at: Date | null;
  progress: Json<unknown> | null;
  /** By the host's clock. */
  ended_at: Date | null;
  outcome: Json<unknown> | null;
  cancelled_by: string | null;
  cancelled_at: Date | null;
}

export interface OrderEvidenceTable {
  order_id: string;
  sha256: string;
  bytes: Buffer;
  received_at: Date;
}
