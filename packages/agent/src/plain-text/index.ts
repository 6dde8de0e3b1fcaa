/** Text of programs, as a message may hold it: no zero characters, no half ones, and not too long. */
export function plainText(text: string, maxCharacters: number): string {
  return text.replaceAll('\0', '').slice(0, maxCharacters).toWellFormed();
}
