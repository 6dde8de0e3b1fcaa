/** Debian's changelogs (deb-changelog(5)), newest entry first. */
import {
  compareDebianVersions,
  type DebianVersion,
  parseDebianVersion,
} from '@daybreak/core/version';

export interface ChangelogEntry {
  readonly source: string;
  readonly version: string;
  /** All that stands below the heading. */
  readonly text: string;
}

/** `openssl (3.0.20-1~deb12u1) bookworm-security; urgency=medium`. */
const heading = /^([A-Za-z0-9][A-Za-z0-9+.-]*) \(([^()\s]+)\)(?: +[A-Za-z0-9.+-]+)+ *;/;

/** What stands before the first heading belongs to no entry; no text is wrong. */
export function parseChangelog(text: string): readonly ChangelogEntry[] {
  const entries: { source: string; version: string; lines: string[] }[] = [];
  for (const line of text.split('\n')) {
    const [, source, version] = heading.exec(line) ?? [];
    if (source !== undefined && version !== undefined) entries.push({ source, version, lines: [] });
    else entries.at(-1)?.lines.push(line);
  }
  return entries.map(({ source, version, lines }) => ({ source, version, text: lines.join('\n') }));
}

/**
 * The entries that came after `from`, up to `to`: in the order of the text, because what a backport
 * was made from stands below it with a later version.
 * @returns null where the text does not tell: it has no entry of `to`, or ends before `from`
 */
export function entriesBetween(
  entries: readonly ChangelogEntry[],
  from: string,
  to: string,
): readonly ChangelogEntry[] | null {
  const installed = parseDebianVersion(from);
  const first = entries.findIndex(({ version }) => version === to);
  if (installed === null || first === -1) return null;
  const below = entries.slice(first).findIndex(({ version }) => isUpTo(version, installed));
  return below === -1 ? null : entries.slice(first, first + below);
}

function isUpTo(version: string, limit: DebianVersion): boolean {
  const parsed = parseDebianVersion(version);
  return parsed !== null && compareDebianVersions(parsed, limit) <= 0;
}

/**
 * In any case, with whatever people write for the hyphens, across lines too; each with its year. The
 * number has 4 to 19 digits (schema of CVE records, 5.x).
 */
const cve =
  /(?<![A-Za-z0-9])CVE[\s_:\u2010-\u2015\u2212-]{0,12}((?:19|20)\d\d)\s{0,12}[_\u2010-\u2015\u2212-]{1,3}\s{0,12}(\d{4,19})(?!\d)/gi;

/** Each once, by code units: `CVE-2024-30069`. */
export function cvesIn(text: string): readonly string[] {
  const found = [...text.matchAll(cve)].map(([, year, number]) => `CVE-${year}-${number}`);
  return [...new Set(found)].sort();
}
