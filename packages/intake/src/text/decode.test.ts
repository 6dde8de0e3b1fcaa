import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { decodeText } from './decode.ts';
import { fileBytesMax, lineCharactersMax } from './limits.ts';

const utf16 = (text: string, addBOM = false): Buffer => iconv.encode(text, 'utf-16le', { addBOM });
const lines = 'Größe:    12\r\nMémoire:  13\r\n';

describe('decodeText', () => {
  it.each([
    ['ASCII', Buffer.from('Host Name: LILY\r\n'), 'utf-8'],
    ['UTF-8', Buffer.from(lines), 'utf-8'],
    ['UTF-8 with its mark', Buffer.from(`\ufeff${lines}`), 'utf-8'],
    ['UTF-16', utf16(lines, true), 'utf-16le'],
    ['UTF-16 without a mark', utf16(lines), 'utf-16le'],
    ['UTF-16, big endian', iconv.encode(lines, 'utf-16be', { addBOM: true }), 'utf-16be'],
    ['UTF-16, big endian without a mark', iconv.encode(lines, 'utf-16be'), 'utf-16be'],
  ])('reads %s', (_, bytes, encoding) => {
    const text = encoding === 'utf-8' && bytes[0] === 0x48 ? 'Host Name: LILY\r\n' : lines;
    expect(decodeText(bytes)).toEqual({ text, encoding });
  });

  it('reads UTF-16 glued to ASCII, at an odd offset too', () => {
    for (const banner of ['Please wait.', 'Please wait...']) {
      const bytes = Buffer.concat([Buffer.from(banner), utf16('HotFixID  \r\nKB921883  \r\n')]);
      expect(decodeText(bytes)).toEqual({
        text: `${banner}HotFixID  \r\nKB921883  \r\n`,
        encoding: 'utf-8+utf-16le',
      });
    }
  });

  it('reads files joined to one, each in an encoding of its own', () => {
    const plain = 'Host Name:    LILY and then some more text\r\n';
    const parts = [utf16(lines, true), Buffer.from(plain), utf16(lines, true), utf16(lines, true)];
    expect(decodeText(Buffer.concat(parts))).toMatchObject({ text: lines + plain + lines + lines });
  });

  it('does not hold a last character cut in half against UTF-8', () => {
    expect(decodeText(Buffer.from('Größe').subarray(0, 4))).toEqual({
      text: 'Grö',
      encoding: 'utf-8',
    });
    expect(decodeText(Buffer.from('Größe').subarray(0, 5))).toEqual({
      text: 'Grö',
      encoding: 'utf-8',
    });
  });

  it('takes blanks between digits for blanks, not for letters', () => {
    const bytes = iconv.encode('en-us;English\r\nMemory: 32\u00a0503 MB\r\n', 'cp850');
    expect(decodeText(bytes)).toMatchObject({ text: expect.stringContaining('32\u00a0503') });
  });

  it('tells where binary data begins', () => {
    expect(decodeText(Buffer.from('a\nb\nc\0d'))).toEqual({
      line: 3,
      message: 'binary data, not text',
    });
  });

  it('refuses a line that is too long, with its place', () => {
    const long = `a\n${'x'.repeat(lineCharactersMax + 1)}`;
    expect(decodeText(Buffer.from(long))).toMatchObject({ line: 2 });
    expect(decodeText(Buffer.from(long.slice(0, -1)))).toMatchObject({ encoding: 'utf-8' });
  });

  it('refuses a file that is too large', () => {
    expect(decodeText(new Uint8Array(fileBytesMax + 1))).toEqual({
      line: null,
      message: 'larger than 64 MiB',
    });
  });
});
