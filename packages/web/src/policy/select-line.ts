/** Takes the cursor to a line of a text field, from 1, and selects it. */
export function selectLine(field: HTMLTextAreaElement | null, line: number): void {
  if (field === null) return;
  const lines = field.value.split('\n');
  const start = lines.slice(0, line - 1).reduce((sum, { length }) => sum + length + 1, 0);
  field.focus();
  field.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0));
  // Not every browser brings a selection into view.
  field.scrollTop = (field.scrollHeight / lines.length) * Math.max(0, line - 4);
}
