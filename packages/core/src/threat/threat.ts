import type { EpssScore } from './epss.ts';
import type { KevListing } from './kev.ts';
import type { SsvcHistory } from './ssvc.ts';
import type { VendorStatement } from './statement.ts';

/** All that the feeds say about how an advisory is attacked, or could be. */
export interface Threat {
  /** `CVE-2024-30051`. */
  readonly advisory: string;
  readonly statement: VendorStatement | null;
  /** In order of time; empty where the catalogue never had it. */
  readonly kev: readonly KevListing[];
  /** In order of time. */
  readonly epss: readonly EpssScore[];
  readonly ssvc: SsvcHistory | null;
}

/** How far each source reaches: ISO date of its newest knowledge; null where there is none of it. */
export interface ThreatSources {
  readonly kev: string | null;
  readonly epss: string | null;
  readonly vulnrichment: string | null;
  readonly msrc: string | null;
}

/** Where threats are looked up. Pure code sees no files. */
export interface ThreatKnowledge {
  readonly sources: ThreatSources;
  /** Of any name, also of one that no feed has. */
  of(advisory: string): Threat;
}
