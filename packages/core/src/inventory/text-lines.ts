/** One line of a text without its end; `number` counts from 1. */
export interface TextLine {
  readonly number: number;
  readonly text: string;
}

/**
 * Lines of a text, trailing blanks removed. A line ends at LF, after any number of CRs (`wmic`
 * redirected to a file writes CR CR LF), or at CR in a text without LF.
 */
export function textLines(text: string): TextLine[] {
  const end = text.includes('\n') ? '\n' : '\r';
  return text.split(end).map((line, index) => ({ number: index + 1, text: line.trimEnd() }));
}
