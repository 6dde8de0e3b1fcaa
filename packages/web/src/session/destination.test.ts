import { describe, expect, it } from 'vitest';
import { destination } from './destination.ts';

describe('after the login', () => {
  it.each(['/', '/hosts?verdict=exposed', '/updates/KB5039227'])('leads to our page %s', (path) => {
    expect(destination(path)).toBe(path);
  });

  it.each([
    'https://evil.test/',
    '//evil.test/',
    '/\\evil.test',
    'javascript:alert(1)',
    '/login',
    '',
  ])('does not lead to %j, but to Today', (path) => {
    expect(destination(path)).toBe('/');
  });
});
