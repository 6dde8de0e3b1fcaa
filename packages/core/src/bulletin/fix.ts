/**
 * What a bulletin says, row by row: on this product, this update closes this advisory.
 *
 * Every feed is parsed into these rows, so that all that follows (merging, exposure, screens)
 * has one form to read, whoever published it.
 */

/** What sort of update a vendor calls it; decides which other updates it can stand in for. */
export type UpdateKind =
  /** Contains every earlier fix of its product: a Windows 10+ cumulative update, a Monthly Rollup. */
  | 'cumulative'
  /** One month's fixes only; closes the same advisories as that month's rollup. */
  | 'security-only'
  /** All fixes of Internet Explorer so far; part of the Monthly Rollup too. */
  | 'browser-cumulative'
  /** Fixes in memory without a restart, on hosts enrolled for it; has a revision line of its own. */
  | 'hotpatch'
  | 'servicing-stack'
  /** Moves a product to a service pack, or to the version that is still supported. */
  | 'service-pack'
  /** Not for security, but contains that month's fixes: a Preview Rollup. */
  | 'preview'
  /** Everything else: a single fix, or the vendor did not say. */
  | 'single';

export const updateKinds: readonly UpdateKind[] = [
  'cumulative',
  'security-only',
  'browser-cumulative',
  'hotpatch',
  'servicing-stack',
  'service-pack',
  'preview',
  'single',
];

export interface Fix {
  /** Bulletin as its publisher names it: `2024-Jun`, `MS06-040`; empty where the feed has none. */
  readonly bulletin: string;
  /** ISO date (`2024-06-11`) on which the advisory was first published. */
  readonly published: string;
  /** `CVE-2024-30069`; empty for updates that close none by name (a service pack). */
  readonly advisory: string;
  /** The advisory's title, or the update's where there is no advisory. Plain text. */
  readonly title: string;
  /** Product as published, for instance `Windows Server 2022 (Server Core installation)`. */
  readonly product: string;
  /**
   * The part of the product that must be present for the row to apply (`Internet Explorer 8`,
   * `Microsoft .NET Framework 3.5.1`); empty where it is the product itself. A tag that only says
   * where in the product the flaw lies (`Windows Kernel`) is not a component.
   */
  readonly component: string;
  /** `KB5039212`; empty where the vendor names no update: such a row informs and demands nothing. */
  readonly update: string;
  readonly kind: UpdateKind;
  /** Build that has the fix, as published (`10.0.20348.2527`); empty where unknown. */
  readonly fixedBuild: string;
  /** Updates that this row's update replaces on this product: `KB5037782`. */
  readonly supersedes: readonly string[];
  /** The vendor's word, `Critical`; empty where it gives none. */
  readonly severity: string;
  /** The vendor's words, `Remote Code Execution`; empty where it gives none. */
  readonly impact: string;
  /** `null` where the vendor does not say. */
  readonly restart: 'yes' | 'maybe' | 'no' | null;
  /** True when the vendor said, in this row's source, that the advisory is being exploited. */
  readonly exploited: boolean;
}
