/** CISA's catalogue of known exploited vulnerabilities (KEV), with what it said when. */

/**
 * A stretch of time in which the catalogue lists an advisory. An entry can be withdrawn, and be
 * listed again: CVE-2022-26925 was, because its update broke domain controllers.
 */
export interface KevListing {
  /** `CVE-2024-30051`. */
  readonly advisory: string;
  /** ISO date on which it was added; null where only its removal was seen. */
  readonly added: string | null;
  /** ISO date from which it is listed no more; null while it is. */
  readonly removed: string | null;
  /** Days by which the catalogue asked for action, in the order in which it said so. */
  readonly due: readonly KevDue[];
  /** ISO date from which it is known to be used by ransomware; null where it is not. */
  readonly ransomware: string | null;
}

export interface KevDue {
  /** ISO date from which this was the day. */
  readonly from: string;
  /** ISO date by whose end action is asked for; null where it was taken back. */
  readonly day: string | null;
}

/** The listing that holds at the end of a day; undefined where none does. */
export function listedOn(listings: readonly KevListing[], day: string): KevListing | undefined {
  return listings.find(
    ({ added, removed }) => (added === null || added <= day) && (removed === null || removed > day),
  );
}

/** The day by whose end a listing asked for action, as it said on this day; null where it gave none. */
export function dueOn({ due }: KevListing, day: string): string | null {
  return due.findLast(({ from }) => from <= day)?.day ?? null;
}
