import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rowCharactersMax } from '../feed/index.ts';
import { CsvReader } from './csv.ts';

function read(...pieces: readonly string[]): string[][] {
  const rows: string[][] = [];
  const reader = new CsvReader('x.csv', (fields) => rows.push([...fields]));
  for (const piece of pieces) reader.write(piece);
  reader.end();
  return rows;
}

describe('CsvReader', () => {
  it.each([
    [
      'bare fields',
      'a,b\nc,d\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['quoted fields', '"a","b"\n', [['a', 'b']]],
    ['a line end in a quoted field', '"a\nb",c\n', [['a\nb', 'c']]],
    ['doubled quotes', '"say ""a""",b\n', [['say "a"', 'b']]],
    ['an empty quoted field', '"",""\n', [['', '']]],
    ['empty bare fields', ',,\n', [['', '', '']]],
    [
      'line ends of Windows',
      '"a",b\r\n"c",d\r\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['no line end at the end', 'a,b', [['a', 'b']]],
    ['a comma at the very end', 'a,', [['a', '']]],
    ['comments and blank lines', '# a, "b\n\na\n#\n', [['a']]],
    ['a # inside a row', 'a,#b\n', [['a', '#b']]],
    ['nothing', '', []],
  ])('reads %s', (_, text, rows) => {
    expect(read(text)).toEqual(rows);
  });

  const field = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', '#', ' ', 'é') });
  const row = fc.array(field, { minLength: 1, maxLength: 4 });
  const write = (rows: readonly (readonly string[])[]): string =>
    rows.map((r) => r.map((f) => `"${f.replaceAll('"', '""')}"`).join(',')).join('\r\n');

  it('reads back whatever was written, wherever the pieces are cut', () => {
    fc.assert(
      fc.property(fc.array(row), fc.array(fc.nat(40)), (rows, cuts) => {
        const text = write(rows);
        const pieces: string[] = [];
        let at = 0;
        for (const cut of cuts) {
          pieces.push(text.slice(at, at + cut));
          at += cut;
        }
        expect(read(...pieces, text.slice(at))).toEqual(rows);
      }),
    );
  });

  it('ends with rows or a FeedError for any text at all', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('"', ',', '\n', 'a') }), (text) => {
        try {
          read(text);
        } catch (error) {
          expect(error).toMatchObject({ name: 'FeedError', code: 'damaged' });
        }
      }),
    );
  });

  it('says in which row a quoted field does not end', () => {
    expect(() => read('"a",b\n"c')).toThrow('x.csv, row 2: ends inside a quoted field');
  });

  it('says in which row text follows a quoted field', () => {
    expect(() => read('"a"b\n')).toThrow('x.csv, row 1: text after a quoted field');
  });

  it('gives up on a row without end before it fills the memory', () => {
    const reader = new CsvReader('x.csv', () => undefined);
    reader.write('"a');
    expect(() => reader.write('a'.repeat(rowCharactersMax))).toThrow(
      expect.objectContaining({ code: 'too-large', place: 'row 1' }),
    );
  });
});
