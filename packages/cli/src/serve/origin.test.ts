import { describe, expect, it } from 'vitest';
import { originOf } from './origin.ts';

describe('the origin', () => {
  it.each([
    [undefined, 'http://localhost:7070'],
    ['https://daybreak.example', 'https://daybreak.example'],
    ['https://Daybreak.example:443/', 'https://daybreak.example'],
    ['http://192.0.2.7:7070', 'http://192.0.2.7:7070'],
    ['daybreak.example', null],
    ['daybreak.example:7070', null],
    ['https://daybreak.example/patching', null],
    ['https://ada@daybreak.example', null],
    ['ftp://daybreak.example', null],
    ["https://a';calc;'b.example", null],
    ['http://[fd00::1]:7070', 'http://[fd00::1]:7070'],
    ['', null],
  ])('of %o is %o', (told, origin) => {
    expect(originOf(told, 7070)).toBe(origin);
  });
});
