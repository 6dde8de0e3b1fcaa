import {
  type EpssScore,
  type KevListing,
  listedOn,
  pointsUntil,
  type SsvcPoints,
  statementOn,
  type Threat,
  type ThreatSources,
  type VendorStatement,
} from '../threat/index.ts';

/** Values by measure, or by an input's normal form, that whoever asks wants taken for true. */
export type Assumptions = ReadonlyMap<string, string>;

/** What was known of an advisory by the end of a day: what was said later does not exist for it. */
export interface KnownThreat {
  /** ISO date. */
  readonly day: string;
  readonly sources: ThreatSources;
  readonly assumptions: Assumptions;
  readonly statement: VendorStatement | null;
  /** The newest. */
  readonly ssvc: SsvcPoints | null;
  /** In order of time, the newest last. */
  readonly ssvcHistory: readonly SsvcPoints[];
  /** In order of time. */
  readonly epss: readonly EpssScore[];
  /** Its entry in the KEV catalogue; null where it had none. */
  readonly listing: KevListing | null;
  /** ISO date on which its last entry was withdrawn; null where none was. */
  readonly withdrawn: string | null;
}

export function knownOn(
  day: string,
  threat: Threat,
  sources: ThreatSources,
  assumptions: Assumptions,
): KnownThreat {
  const { statement, ssvc, epss, kev } = threat;
  const ssvcHistory = pointsUntil(ssvc, day);
  const removed = kev.map((listing) => listing.removed ?? '');
  return {
    day,
    sources,
    assumptions,
    statement: statementOn(statement, day),
    ssvc: ssvcHistory.at(-1) ?? null,
    ssvcHistory,
    epss: epss.filter(({ asOf }) => asOf <= day),
    listing: listedOn(kev, day) ?? null,
    withdrawn: removed.findLast((date) => date !== '' && date <= day) ?? null,
  };
}
