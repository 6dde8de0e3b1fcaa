import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { delimitedRecords } from './delimited.ts';

const quote = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;

describe('delimitedRecords', () => {
  it('reads quoted delimiters, line ends and quotes, and numbers records by their first line', () => {
    expect(delimitedRecords('a;"b;""c"""\r\n\n"d\ne";f\n', ';')).toEqual([
      { line: 1, cells: ['a', 'b;"c"'], ended: true },
      { line: 3, cells: ['d\ne', 'f'], ended: true },
    ]);
  });

  it('ends a quote that never closes with the text', () => {
    expect(delimitedRecords('a,"b\nc', ',')).toEqual([
      { line: 1, cells: ['a', 'b\nc'], ended: false },
    ]);
  });

  it('gives back whatever was written with all cells quoted', () => {
    const cell = fc.string().map((text) => `x${text}`);
    const record = fc.array(cell, { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(fc.array(record, { maxLength: 5 }), (records) => {
        const text = records.map((cells) => cells.map(quote).join(',')).join('\r\n');
        expect(delimitedRecords(text, ',').map(({ cells }) => cells)).toEqual(records);
      }),
    );
  });
});
