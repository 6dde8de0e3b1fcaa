import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCsv } from '../../tests/csv.ts';
import { csvLine } from './index.ts';

describe('a line of CSV', () => {
  it('holds back what a spreadsheet would run', () => {
    expect(csvLine(['=1+1', '+1', '-1', '@x', '\tx', 'a=b', ''])).toBe(
      "'=1+1,'+1,'-1,'@x,'\tx,a=b,\r\n",
    );
    expect(csvLine(['=HYPERLINK("http://x","y")'])).toBe(`"'=HYPERLINK(""http://x"",""y"")"\r\n`);
  });

  it('is read back as it was, whatever is in it', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', '\r', '\n', '=', "'", ' ') });
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1 }),
        (rows) => {
          const read = parseCsv(rows.map(csvLine).join(''));
          expect(read).toEqual(
            rows.map((row) => row.map((text) => text.replace(/^(?=[=\r])/, "'"))),
          );
        },
      ),
    );
  });
});
