/** Rows of a decision table from text: a row a line, cells by comma. */
export function table(text: string): readonly (readonly string[])[] {
  return text
    .trim()
    .split('\n')
    .map((line) => line.split(',').map((cell) => cell.trim()));
}
