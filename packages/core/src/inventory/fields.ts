import type { TextLine } from './text-lines.ts';
import { mayBeCut } from './update-id.ts';

/** One `Label: value` of a systeminfo, with the `[01]: …` entries under it. Labels are localized, so they are not kept. */
export interface Field {
  readonly line: number;
  readonly value: string;
  /** What stands under the value: numbered entries without their number, then whatever else. */
  readonly entries: readonly FieldEntry[];
}

export interface FieldEntry {
  /** False when it was cut: systeminfo ends long lists anywhere, files end where a disk was full. */
  readonly whole: boolean;
  readonly text: string;
}

/** French puts a no-break space before the colon. */
const numberedEntry = /^\[\d+\][\s]?:\s*(.*)$/;
const cutEntry = /^\[\d*\]?$/;
const wideGap = /^\S[^:：]*(?:[:：](?!\s\s)[^:：]*)*[:：]\s{2,}(.*)$/;
const narrowGap = /^\S[^:：]*[:：]\s(.*)$/;
const labelOnly = /^\S.*[:：]$/;

/** Longer lines are no fields of systeminfo (values of the registry end at 255 characters). */
const lineLengthMax = 4096;

/** Fields of a systeminfo in list form, in order. Lines that are no field (a prompt, a comment) are passed over. */
export function listFields(lines: readonly TextLine[]): Field[] {
  const fields: { line: number; value: string; entries: FieldEntry[] }[] = [];
  const indent = commonIndent(lines);
  for (const { number, text } of lines) {
    const line = text.slice(indent);
    if (line === '' || line.length > lineLengthMax) continue;
    if (/^\s/.test(line)) {
      // A last line that nothing ends may not be whole.
      fields.at(-1)?.entries.push(fieldEntry(line.trim(), number < lines.length));
      continue;
    }
    const value = fieldValue(line);
    if (value !== null) fields.push({ line: number, value, entries: [] });
  }
  return fields;
}

/**
 * A field from one cell of `systeminfo /fo csv`: `2 Hotfix(s) Installed.,[01]: KB1,[02]: KB2`.
 * `ended`: the cell has its closing quote.
 */
export function cellField(line: number, cell: string, ended: boolean): Field {
  const [value = '', ...texts] = cell.split(/,\s?(?=\[\d+\])/);
  const entries = texts.map((text, index) =>
    fieldEntry(text.trim(), ended || index + 1 < texts.length),
  );
  return { line, value: value.trim(), entries };
}

function fieldEntry(written: string, ended: boolean): FieldEntry {
  const text = (numberedEntry.exec(written)?.[1] ?? written).trim();
  if (cutEntry.test(text)) return { whole: false, text: '' };
  return { whole: ended || !mayBeCut(text), text };
}

/**
 * Values stand in one column, so two blanks after a colon end the label, even where the label has a
 * colon of its own (`Virtual Memory: Max Size:  3,199 MB`). The longest label leaves just one.
 */
function fieldValue(line: string): string | null {
  const value = (wideGap.exec(line) ?? narrowGap.exec(line))?.[1];
  if (value !== undefined) return value.trim();
  return labelOnly.test(line) ? '' : null;
}

/** Text pasted from a ticket or a document is indented as a whole. */
function commonIndent(lines: readonly TextLine[]): number {
  const indents = lines.filter((line) => line.text !== '').map((line) => line.text.search(/\S/));
  return indents.reduce((least, indent) => Math.min(least, indent), indents[0] ?? 0);
}
