/**
 * Windows tools write UTF-16 or 8-bit text to the same file as they please: `wmic` appends UTF-16
 * to a batch file's ASCII, `copy a+b c` joins files that each have a byte order mark. So bytes are
 * first cut into runs of one width.
 */
export interface Run {
  readonly encoding: 'utf-16le' | 'utf-16be' | 'utf-8' | 'narrow';
  readonly start: number;
  readonly end: number;
}

/** Characters looked at to see whether UTF-16 begins. */
const probedPairs = 48;
/** How many of them must be ASCII: labels of any language end with a colon and blanks. */
const widePairsMin = 4;
/**
 * Pairs in a row of which both bytes are printable ASCII before a run of UTF-16 is taken to have
 * ended. Chinese text has such pairs too, but not so many of them without a blank or a colon between.
 */
const narrowPairsMin = 16;

/** The runs of the bytes in order, byte order marks left out. */
export function textRuns(bytes: Uint8Array): Run[] {
  const runs: Run[] = [];
  let position = 0;
  while (position < bytes.length) {
    const run = runAt(bytes, position);
    if (run.end > run.start) runs.push(run);
    position = Math.max(run.end, position + 1);
  }
  return runs;
}

function runAt(bytes: Uint8Array, at: number): Run {
  if (startsWith(bytes, at, [0xef, 0xbb, 0xbf])) {
    return { encoding: 'utf-8', start: at + 3, end: narrowEnd(bytes, at + 3) };
  }
  if (startsWith(bytes, at, [0xff, 0xfe]) && (at === 0 || isWide(bytes, at + 2, 0))) {
    return { encoding: 'utf-16le', start: at + 2, end: wideEnd(bytes, at + 2, 0) };
  }
  if (startsWith(bytes, at, [0xfe, 0xff]) && (at === 0 || isWide(bytes, at + 2, 1))) {
    return { encoding: 'utf-16be', start: at + 2, end: wideEnd(bytes, at + 2, 1) };
  }
  if (isWide(bytes, at, 0)) return { encoding: 'utf-16le', start: at, end: wideEnd(bytes, at, 0) };
  if (isWide(bytes, at, 1)) return { encoding: 'utf-16be', start: at, end: wideEnd(bytes, at, 1) };
  return { encoding: 'narrow', start: at, end: narrowEnd(bytes, at) };
}

function startsWith(bytes: Uint8Array, at: number, mark: readonly number[]): boolean {
  return mark.every((byte, index) => bytes[at + index] === byte);
}

function isPrintable(byte: number | undefined): boolean {
  return byte !== undefined && ((byte >= 0x20 && byte < 0x7f) || isBlank(byte));
}

function isBlank(byte: number): boolean {
  return byte === 0x09 || byte === 0x0a || byte === 0x0d;
}

/**
 * Does UTF-16 begin here, its low byte at `low` (0 little endian, 1 big endian)? The first character
 * is ASCII; of the next few, some more are (blanks, if nothing else), and none is a control
 * character. 8-bit text has no NUL, so that a single one before plain text is not taken for UTF-16.
 */
function isWide(bytes: Uint8Array, at: number, low: 0 | 1): boolean {
  if (!isWideAscii(bytes, at, low)) return false;
  let ascii = 0;
  let both = 0;
  for (let pair = 0; pair < probedPairs && at + pair * 2 + 1 < bytes.length; pair += 1) {
    const start = at + pair * 2;
    if (isWideAscii(bytes, start, low)) ascii += 1;
    else if (bytes[start + 1 - low] === 0 && (bytes[start + low] ?? 0) < 0xa0) return false;
    else if (isPrintable(bytes[start]) && isPrintable(bytes[start + 1])) both += 1;
  }
  return ascii >= widePairsMin && both < ascii;
}

function isWideAscii(bytes: Uint8Array, at: number, low: 0 | 1): boolean {
  return bytes[at + 1 - low] === 0 && isPrintable(bytes[at + low]);
}

/** An 8-bit run ends where UTF-16 or a byte order mark begins. */
function narrowEnd(bytes: Uint8Array, start: number): number {
  let nul = bytes.indexOf(0, start);
  while (nul !== -1) {
    // UTF-16 begins with this NUL (big endian) or with the byte, or the mark, before it.
    const first = Math.max(start, nul - 3);
    for (let at = first; at <= nul; at += 1) {
      if (at > start && runAtBoundary(bytes, at)) return at;
    }
    nul = bytes.indexOf(0, nul + 1);
  }
  return bytes.length;
}

function runAtBoundary(bytes: Uint8Array, at: number): boolean {
  if (startsWith(bytes, at, [0xff, 0xfe])) return isWide(bytes, at + 2, 0);
  if (startsWith(bytes, at, [0xfe, 0xff])) return isWide(bytes, at + 2, 1);
  return isWide(bytes, at, 0) || isWide(bytes, at, 1);
}

function wideEnd(bytes: Uint8Array, start: number, low: 0 | 1): number {
  let narrow = 0;
  let at = start;
  for (; at + 1 < bytes.length; at += 2) {
    const first = bytes[at];
    const second = bytes[at + 1];
    // Most pairs are ASCII, and have a NUL: of a long file, this loop is what takes time.
    if (first === 0 || second === 0) narrow = 0;
    else if (first === 0xff - low && second === 0xfe + low) return at;
    else narrow = isPrintable(first) && isPrintable(second) ? narrow + 1 : 0;
    if (narrow === narrowPairsMin) return at - (narrowPairsMin - 1) * 2;
  }
  return at + 1 === bytes.length && bytes[at] === 0 ? at : bytes.length;
}
