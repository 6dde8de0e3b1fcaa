/** The tables of what approvers and the server have signed. */

export interface ServerKeyTable {
  id: string;
  /** PKCS8, PEM. */
  private_key: string;
  state: 'active' | 'next' | 'retired';
  created_at: Date;
}

export interface TrustMetadataTable {
  role: 'root' | 'targets' | 'snapshot' | 'timestamp';
  version: number;
  bytes: Buffer;
  basis: string;
  signed_at: Date;
}

export interface TrustProposalTable {
  what: 'root' | 'targets';
  id: string;
  document: string;
  made_by: string;
  made_at: Date;
}

export interface ManifestTable {
  sha256: string;
  path: string;
  text: string;
  added_by: string;
  added_at: Date;
}

export interface PacingTable {
  stopped: boolean;
  open: string[];
  revision: number;
  changed_by: string;
  changed_at: Date;
}

export interface TrustTables {
  server_keys: ServerKeyTable;
  trust_metadata: TrustMetadataTable;
  trust_proposals: TrustProposalTable;
  manifests: ManifestTable;
  pacing: PacingTable;
}
