import { expect, it } from 'vitest';
import { readServerUrl } from './server-url.ts';

it.each(['https://daybreak.example:7070', 'http://127.0.0.1:7070', 'http://localhost/'])(
  '%s is a server',
  (text) => {
    expect(readServerUrl(text)).toEqual(new URL(text));
  },
);

it.each([
  'daybreak.example',
  'http://daybreak.example',
  'ftp://daybreak.example',
  'https://user:word@daybreak.example',
  'https://daybreak.example/path',
  'https://daybreak.example/?a',
  'http://127.0.0.1.example',
])('%s is none', (text) => {
  expect(typeof readServerUrl(text)).toBe('string');
});
