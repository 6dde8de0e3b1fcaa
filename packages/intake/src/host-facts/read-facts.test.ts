import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readFactFile } from './read-facts.ts';

function read(text: string | Uint8Array) {
  return readFactFile({ bytes: typeof text === 'string' ? new TextEncoder().encode(text) : text });
}

describe('a file of facts', () => {
  it('has its columns in any order and case, and says nothing in an empty cell', () => {
    const text = 'Owner,HOST,Exposed,domain\r\nFinance,WEB-1,YES,example.test\r\n,db-1,,\r\n';
    expect(read(text)).toEqual({
      rows: [
        {
          line: 2,
          name: 'WEB-1',
          domain: 'example.test',
          facts: { owner: 'Finance', exposed: 'yes' },
        },
        { line: 3, name: 'db-1', domain: '', facts: {} },
      ],
      problems: [],
    });
  });

  it.each([
    ['semicolons', 'name;mission\nWEB-1;Very High\n'],
    ['tabs', 'name\tmission\nWEB-1\tvery high\n'],
    ['quotes', '"name","mission"\n"WEB-1","very-high"'],
    ['a byte order mark', '\ufeffname,mission\nWEB-1,very high'],
    ['UTF-16', Buffer.from('\ufeffname,mission\nWEB-1,very high\n', 'utf16le')],
  ])('may have %s', (_, text) => {
    expect(read(text)).toMatchObject({
      rows: [{ name: 'WEB-1', facts: { mission: 'very high' } }],
      problems: [],
    });
  });

  it('loses a wrong row, told with its line, and no other', () => {
    const text = [
      'host,exposed,"site",role',
      'a,maybe,1,',
      ',yes,1,web',
      'b,yes,1,web,more',
      'c,"yes",,Web',
      '',
      `d,no,1,${'x'.repeat(61)}`,
      'e,"no,',
      'f,no',
    ].join('\n');
    const { rows, problems } = read(text);
    expect(rows).toEqual([
      { line: 5, name: 'c', domain: '', facts: { exposed: 'yes', role: 'web' } },
    ]);
    expect(problems).toEqual([
      { line: 1, message: 'the column "site" is no fact, and is left out' },
      { line: 2, message: 'a: exposed is "maybe", which is none of no, controlled, yes' },
      { line: 3, message: 'names no host' },
      { line: 4, message: 'has 5 cells, and the header has 4' },
      { line: 7, message: 'd: role is longer than 60 characters' },
      { line: 8, message: 'a quote is opened and never closed' },
    ]);
  });

  it.each([
    ['', null, 'is empty'],
    ['exposed\nyes', 1, 'no column is called host, or name'],
    ['host,site\na,b', 1, 'no column is called exposed, mission, role, owner, group'],
    ['host,role,name\na,b,c', 1, 'two columns are called host'],
    ['\n\nhost,role,ROLE\na,b,c', 3, 'two columns are called role'],
    ['host\0', 1, 'binary data, not text'],
  ])('%j is of no use, and says why', (text, line, message) => {
    expect(read(text)).toEqual({ rows: [], problems: [{ line, message }] });
  });

  it('never throws, and tells of every row either as a row or as a problem', () => {
    const cell = fc.constantFrom('', 'a', 'yes', 'no', '"', '""', ' ', 'é', '\t');
    const rows = fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { maxLength: 6 });
    fc.assert(
      fc.property(rows, (cells) => {
        const lines = cells.map((row) => row.join(','));
        const result = read(`host,exposed,owner\n${lines.join('\n')}`);
        const blank = (row: string[]) => row.every((text) => text.trim() === '');
        if (!lines.join('').includes('"')) {
          const told = cells.filter((row) => !blank(row)).length;
          expect(result.rows.length + result.problems.length).toBe(told);
        }
      }),
    );
  });
});
