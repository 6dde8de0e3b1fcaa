/** Versions of RPM packages: `[epoch:]version-release`. */

const form = /^(?:(\d{1,9}):)?([A-Za-z0-9_.+~^]+)-([A-Za-z0-9_.+~^]+)$/;

export interface RpmVersion {
  readonly epoch: number;
  readonly version: string;
  readonly release: string;
}

/** Null for a text that is no version with its release. */
export function parseRpmVersion(text: string): RpmVersion | null {
  const [, epoch = '0', version, release] = form.exec(text) ?? [];
  if (version === undefined || release === undefined) return null;
  return { epoch: Number(epoch), version, release };
}

/**
 * As RPM orders them (rpm-version(7)).
 * @returns less than 0 where `a` is earlier, 0 where they are equal
 */
export function compareRpmVersions(a: RpmVersion, b: RpmVersion): number {
  return (
    a.epoch - b.epoch || compareParts(a.version, b.version) || compareParts(a.release, b.release)
  );
}

/** Numbers, words, and the two signs that count; what else stands between only divides. */
const segments = /\d+|[A-Za-z]+|[~^]/g;

function compareParts(a: string, b: string): number {
  const [ours, theirs] = [a.match(segments) ?? [], b.match(segments) ?? []];
  for (let at = 0; at < Math.max(ours.length, theirs.length); at += 1) {
    const difference = compareSegments(ours[at], theirs[at]);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** From earliest to latest: a tilde, the end, a caret, a word, a number. */
function compareSegments(a: string | undefined, b: string | undefined): number {
  const byKind = rank(a) - rank(b);
  if (byKind !== 0 || a === undefined || b === undefined) return byKind;
  return /^\d/.test(a) ? compareNumbers(a, b) : compareText(a, b);
}

function rank(segment: string | undefined): number {
  if (segment === undefined) return 1;
  if (segment === '~') return 0;
  if (segment === '^') return 2;
  return /^\d/.test(segment) ? 4 : 3;
}

/** Of any length: dates and hashes have more digits than a number holds. */
function compareNumbers(a: string, b: string): number {
  const [plainA, plainB] = [a.replace(/^0+/, ''), b.replace(/^0+/, '')];
  return plainA.length - plainB.length || compareText(plainA, plainB);
}

/** By code units. */
function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
