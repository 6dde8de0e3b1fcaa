/** One record of a CSV text; `line` is where it starts, from 1. */
export interface DelimitedRecord {
  readonly line: number;
  readonly cells: readonly string[];
  /** False when the text ends within its last cell's quotes. */
  readonly ended: boolean;
}

/**
 * Records of a CSV text (RFC 4180): quoted cells may hold the delimiter, line ends and doubled
 * quotes. Blank lines are left out. A quote that never closes runs to the end of the text.
 */
export function delimitedRecords(text: string, delimiter: string): DelimitedRecord[] {
  const records: DelimitedRecord[] = [];
  let cells: string[] = [];
  let start = 1;
  let line = 1;
  let position = 0;
  while (position <= text.length) {
    const cell = readCell(text, position, delimiter);
    cells.push(cell.value);
    line += cell.lineEnds;
    position = cell.end + 1;
    if (text[cell.end] === delimiter) continue;
    if (cells.some((value) => value.trim() !== '')) {
      records.push({ line: start, cells, ended: cell.ended });
    }
    cells = [];
    line += 1;
    start = line;
  }
  return records;
}

interface Cell {
  readonly value: string;
  /** Where the delimiter or line end after the cell stands, or the text's length. */
  readonly end: number;
  /** Line ends inside its quotes. */
  readonly lineEnds: number;
  readonly ended: boolean;
}

function readCell(text: string, start: number, delimiter: string): Cell {
  if (text[start] !== '"') {
    const end = cellEnd(text, start, delimiter);
    return { value: text.slice(start, end).trimEnd(), end, lineEnds: 0, ended: true };
  }
  let close = text.indexOf('"', start + 1);
  while (close !== -1 && text[close + 1] === '"') close = text.indexOf('"', close + 2);
  const stop = close === -1 ? text.length : close;
  const raw = text.slice(start + 1, stop);
  const end = cellEnd(text, Math.min(stop + 1, text.length), delimiter);
  const value = raw.replaceAll('""', '"');
  return { value, end, lineEnds: raw.split('\n').length - 1, ended: close !== -1 };
}

function cellEnd(text: string, from: number, delimiter: string): number {
  let end = from;
  while (end < text.length && text[end] !== '\n' && text[end] !== delimiter) end += 1;
  return end;
}
