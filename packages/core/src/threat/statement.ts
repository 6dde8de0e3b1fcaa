/** What a vendor says of an advisory's nature, in the words that its bulletins have for it. */

/** From the least to the most urgent. `detected`: the vendor saw it exploited. */
export const exploitabilities = ['unlikely', 'less likely', 'more likely', 'detected'] as const;
/** Microsoft's exploitability index, for the latest release of the software. */
export type Exploitability = (typeof exploitabilities)[number];

export interface VendorStatement {
  /** `CVE-2024-30051`. */
  readonly advisory: string;
  /** For people: `Microsoft, 2024-May`, `MS06-040`. */
  readonly source: string;
  /** ISO date on which the advisory was first published. */
  readonly published: string;
  readonly title: string;
  /** The worst of any product: `Critical`; empty where the vendor gives none. */
  readonly severity: string;
  /** `Remote Code Execution`, the gravest of any product; empty where the vendor gives none. */
  readonly impact: string;
  /** Whether it is known to be exploited; null where the vendor does not say. */
  readonly exploited: boolean | null;
  /**
   * ISO date on which the vendor came to say so, where that was after publication; null where it said
   * so from the start, where nothing tells, and where it is not exploited.
   */
  readonly exploitedSince: string | null;
  /** Whether it was publicly known by then; null where the vendor does not say. */
  readonly disclosed: boolean | null;
  /** Null where the vendor does not say. */
  readonly exploitability: Exploitability | null;
  /** CVSS vector with the highest base score of any product, `CVSS:3.1/AV:N/…`; empty for none. */
  readonly cvss: string;
  /** The base score that goes with it, 0 to 10; null for none. */
  readonly cvssScore: number | null;
  /**
   * Whether a worm could use it, where a bulletin older than CVSS says so with its source; null
   * where none does, which leaves it to be read from the CVSS vector.
   */
  readonly wormable: StatedFact | null;
}

/** Whether the vendor has seen it exploited. */
export function saysExploited({
  exploited,
  exploitability,
}: Pick<VendorStatement, 'exploited' | 'exploitability'>): boolean {
  return exploited === true || exploitability === 'detected';
}

/** What the vendor can have said by the end of a day; null where that was nothing. */
export function statementOn(
  statement: VendorStatement | null,
  day: string,
): VendorStatement | null {
  if (statement === null || statement.published > day) return null;
  const { exploitedSince, exploitability } = statement;
  if (exploitedSince === null || exploitedSince <= day) return statement;
  return {
    ...statement,
    exploited: false,
    exploitedSince: null,
    exploitability: exploitability === 'detected' ? null : exploitability,
  };
}

export interface StatedFact {
  readonly value: boolean;
  /** Where it is said, for people. */
  readonly source: string;
}
