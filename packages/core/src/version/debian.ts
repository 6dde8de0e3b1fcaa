/** Versions of Debian packages: `[epoch:]upstream[-revision]` (Debian Policy 5.6.12). */

const form =
  /^(?:(\d+):)?([0-9A-Za-z.+~:](?:[0-9A-Za-z.+~:-]*?[0-9A-Za-z.+~:])??)(?:-([0-9A-Za-z.+~]+))?$/;

export interface DebianVersion {
  readonly epoch: number;
  readonly upstream: string;
  /** `0` where there is none, with which it is equal. */
  readonly revision: string;
}

/** Null for a text that is no version. */
export function parseDebianVersion(text: string): DebianVersion | null {
  const match = form.exec(text);
  if (match === null) return null;
  const [, epoch = '0', upstream = '', revision = '0'] = match;
  // Policy wants a digit first; the archive has others, and dpkg compares them all the same.
  if (upstream.includes(':') && match[1] === undefined) return null;
  return { epoch: Number(epoch), upstream, revision };
}

/**
 * As `dpkg --compare-versions` has it.
 * @returns less than 0 where `a` is earlier, 0 where they are equal
 */
export function compareDebianVersions(a: DebianVersion, b: DebianVersion): number {
  return (
    a.epoch - b.epoch ||
    compareParts(a.upstream, b.upstream) ||
    compareParts(a.revision, b.revision)
  );
}

/** By turns a run of other characters and a run of digits, from the left. */
function compareParts(a: string, b: string): number {
  let [restA, restB] = [a, b];
  while (restA !== '' || restB !== '') {
    const [wordA, wordB] = [leading(/^\D*/, restA), leading(/^\D*/, restB)];
    const byWord = compareWords(wordA, wordB);
    if (byWord !== 0) return byWord;
    [restA, restB] = [restA.slice(wordA.length), restB.slice(wordB.length)];
    const [numberA, numberB] = [leading(/^\d*/, restA), leading(/^\d*/, restB)];
    const byNumber = compareNumbers(numberA, numberB);
    if (byNumber !== 0) return byNumber;
    [restA, restB] = [restA.slice(numberA.length), restB.slice(numberB.length)];
  }
  return 0;
}

function compareWords(a: string, b: string): number {
  for (let at = 0; at < Math.max(a.length, b.length); at += 1) {
    const difference = weight(a, at) - weight(b, at);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** A tilde comes before the end, the end before letters, and letters before all others. */
function weight(word: string, at: number): number {
  const character = word[at];
  if (character === undefined) return 0;
  if (character === '~') return -1;
  const code = character.charCodeAt(0);
  return /[A-Za-z]/.test(character) ? code : code + 256;
}

/** Of any length: dates and hashes have more digits than a number holds. */
function compareNumbers(a: string, b: string): number {
  const [plainA, plainB] = [a.replace(/^0+/, ''), b.replace(/^0+/, '')];
  if (plainA.length !== plainB.length) return plainA.length - plainB.length;
  if (plainA === plainB) return 0;
  return plainA < plainB ? -1 : 1;
}

function leading(pattern: RegExp, text: string): string {
  return pattern.exec(text)?.[0] ?? '';
}
