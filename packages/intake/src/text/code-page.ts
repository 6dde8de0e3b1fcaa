import { iconv } from './iconv.ts';
import { type Language, languages } from './languages.ts';

/** Bytes enough to tell the code page; lines without any other than ASCII tell nothing and are left out. */
const sampleBytesMax = 64 * 1024;

interface Guess {
  readonly codePage: string;
  readonly score: number;
}

/** Below it, a text makes no sense in the languages of its own locale lines, and all are tried. */
const sensibleScore = 0.5;

/** The code page in which 8-bit text that is not UTF-8 makes most sense. */
export function likelyCodePage(bytes: Uint8Array): string {
  const sample = tellingLines(bytes);
  const locales = systemLocales(bytes);
  const named = languages.filter((language) => isNamed(language, locales));
  const guess = bestGuess(sample, named, locales);
  return (guess.score >= sensibleScore ? guess : bestGuess(sample, languages, locales)).codePage;
}

function bestGuess(
  sample: Uint8Array,
  candidates: readonly Language[],
  locales: readonly string[],
): Guess {
  let best: Guess = { codePage: 'cp1252', score: Number.NEGATIVE_INFINITY };
  for (const codePage of new Set(candidates.flatMap((language) => language.codePages))) {
    if (!iconv().encodingExists(codePage)) continue;
    const text = iconv().decode(sample, codePage);
    for (const language of candidates) {
      if (!language.codePages.includes(codePage)) continue;
      const score = plausibility(text, language) + hint(language, codePage, locales);
      if (score > best.score) best = { codePage, score };
    }
  }
  return best;
}

function tellingLines(bytes: Uint8Array): Buffer {
  const lines: Uint8Array[] = [];
  let size = 0;
  for (let start = 0; start < bytes.length && size < sampleBytesMax; ) {
    const feed = bytes.indexOf(0x0a, start);
    const end = feed === -1 ? bytes.length : feed + 1;
    const line = bytes.subarray(start, Math.min(end, start + sampleBytesMax));
    if (line.some((byte) => byte >= 0x80)) {
      lines.push(line);
      size += line.length;
    }
    start = end;
  }
  return Buffer.concat(lines);
}

/** systeminfo prints the system's locale, from which the console's code page follows: `pl;Polski (Polska)`. */
function systemLocales(bytes: Uint8Array): string[] {
  const text = Buffer.from(bytes.subarray(0, sampleBytesMax)).toString('latin1');
  const matches = text.matchAll(/[\s",]([a-z]{2,3}(?:-[a-z]{2,4})?);\S/g);
  return [...matches].flatMap((match) => match[1] ?? []);
}

function isNamed(language: Language, locales: readonly string[]): boolean {
  return locales.some((locale) =>
    language.locales.some((known) => locale === known || locale.startsWith(`${known}-`)),
  );
}

function hint(language: Language, codePage: string, locales: readonly string[]): number {
  // The first of a language's pages is the console's, in which these files are mostly written.
  const console = language.codePages[0] === codePage ? 0.02 : 0;
  return (isNamed(language, locales) ? 0.5 : 0) + console;
}

/** Marks that are at home in any language. */
const neutral = /[\u00a0«»“”„‘’–—…·°®™©№、。，（）：・]/;

/** From -3 (nonsense) to 1 (every character beyond ASCII is a letter of the language, in its place). */
function plausibility(text: string, language: Language): number {
  let total = 0;
  let count = 0;
  let frequent = 0;
  const characters = [...text];
  for (const [index, character] of characters.entries()) {
    if (character < '\u0080') continue;
    count += 1;
    total += characterScore(character, characters[index - 1], characters[index + 1], language);
    if (language.frequent?.test(character)) frequent += 1;
  }
  if (count === 0) return 0;
  const common = language.frequent === undefined ? 0 : Math.min(1, (frequent / count) * 5) - 0.7;
  return total / count + common;
}

function characterScore(
  character: string,
  before: string | undefined,
  after: string | undefined,
  { letters }: Language,
): number {
  if (neutral.test(character)) return 0;
  if (!letters.test(character.toLowerCase())) return /\p{L}/u.test(character) ? -1.5 : -3;
  const beside = `${before ?? ''}${after ?? ''}`;
  const isIdeographic = /[\u3040-\ud7a3]/.test(character);
  if (!/\p{L}|\p{M}/u.test(beside) && !isIdeographic) return -1;
  // Words do not mix scripts; only ideographs stand beside Latin letters (`OS 名称`, `Hotfix。`).
  if (!/\p{Script=Latin}/u.test(character) && !isIdeographic && /[a-z]/i.test(beside)) return -1.5;
  const capitalInside = /\p{Lu}/u.test(character) && /\p{Ll}/u.test(before ?? '');
  return capitalInside ? -1.5 : 1;
}
