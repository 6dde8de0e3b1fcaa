import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseToken } from './token.ts';

const secret = 's'.repeat(43);
const rootHash = 'ab'.repeat(32);

it('is a secret, and the root where there is one', () => {
  expect(parseToken(`dbk1.${secret}`)).toEqual({ secret, rootHash: null });
  expect(parseToken(`dbk1.${secret}.${rootHash}`)).toEqual({ secret, rootHash });
});

it('is nothing else', () => {
  expect(parseToken(`dbk2.${secret}`)).toBeNull();
  expect(parseToken(`dbk1.${secret}.`)).toBeNull();
  fc.assert(fc.property(fc.string(), (text) => parseToken(text) === null));
});
