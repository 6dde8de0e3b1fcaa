/** Ids of the CVE program, as text and as numbers in whose order they can be looked up. */

/** Numbers have four digits or more; 2026 reached seven, and nine still fit into 32 bits. */
export const cvePattern = /^CVE-(\d{4})-(\d{4}|[1-9]\d{4,8})$/;

/** More than any number in an id. */
const numbersMax = 1e9;

/** One number for an id, in the order of year and number; null for any other text. */
export function cveKey(id: string): number | null {
  const match = cvePattern.exec(id);
  return match === null ? null : Number(match[1]) * numbersMax + Number(match[2]);
}

/** The id of a key: `CVE-2024-0001`. */
export function cveOfKey(key: number): string {
  const number = String(key % numbersMax).padStart(4, '0');
  return `CVE-${String(Math.floor(key / numbersMax)).padStart(4, '0')}-${number}`;
}
