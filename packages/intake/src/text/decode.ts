import { likelyCodePage } from './code-page.ts';
import { iconv } from './iconv.ts';
import { fileBytesMax, lineCharactersMax } from './limits.ts';
import type { TextProblem } from './problem.ts';
import { textRuns } from './runs.ts';

export interface DecodedText {
  readonly text: string;
  /** `utf-8`, `utf-16le`, `cp850`; several joined with `+` where a file mixes them. */
  readonly encoding: string;
}

/**
 * The text of a file of unknown encoding: byte order marks first, then UTF-16 by its pattern, UTF-8
 * by its validity, and at last the most plausible code page. Binary data is a problem, not text.
 */
export function decodeText(bytes: Uint8Array): DecodedText | TextProblem {
  if (bytes.length > fileBytesMax) return tooLarge();
  const parts: DecodedText[] = [];
  for (const run of textRuns(bytes)) {
    const part = bytes.subarray(run.start, run.end);
    parts.push(run.encoding.startsWith('utf-16') ? wideText(part, run.encoding) : narrowText(part));
  }
  const text = parts.map((part) => part.text).join('');
  const encodings = new Set(parts.map((part) => part.encoding));
  return textProblem(text) ?? { text, encoding: [...encodings].join('+') || 'utf-8' };
}

export function tooLarge(): TextProblem {
  return { line: null, message: `larger than ${fileBytesMax / 1024 / 1024} MiB` };
}

function wideText(bytes: Uint8Array, encoding: string): DecodedText {
  // As a stream, so that a half character at the end of the file is left off.
  return { text: new TextDecoder(encoding).decode(bytes, { stream: true }), encoding };
}

function narrowText(bytes: Uint8Array): DecodedText {
  try {
    // As a stream, so that a character cut off by the end of the file does not count against UTF-8.
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return { text, encoding: 'utf-8' };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    const encoding = likelyCodePage(bytes);
    return { text: iconv().decode(bytes, encoding), encoding };
  }
}

/** What no text holds: NUL and other controls, save tab, line ends, form feed, escape and the old end-of-file mark. */
const binary = /[\u0000-\u0008\u000b\u000e-\u0019\u001c-\u001f\ufffe\uffff]/;

function textProblem(text: string): TextProblem | null {
  const control = text.search(binary);
  if (control !== -1) {
    return { line: lineOf(text, control), message: 'binary data, not text' };
  }
  let start = 0;
  for (let line = 1; start <= text.length; line += 1) {
    const feed = text.indexOf('\n', start);
    const end = feed === -1 ? text.length : feed;
    if (end - start > lineCharactersMax) {
      return { line, message: `longer than ${lineCharactersMax} characters` };
    }
    start = end + 1;
  }
  return null;
}

function lineOf(text: string, position: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < position; at = text.indexOf('\n', at + 1)) {
    line += 1;
  }
  return line;
}
